using Microsoft.OData.Edm;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Model;

/// <summary>
/// A condition of the platform that OData has no word for.
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/queryfunctions
/// </summary>
/// <param name="Parameter">What it takes beside the name of the column; null: nothing.</param>
internal sealed record QueryFunction(string Name, ConditionOperator Operator, string? Parameter, EdmPrimitiveTypeKind Type = EdmPrimitiveTypeKind.String)
{
    public const string Many = "PropertyValues";

    private const string One = "PropertyValue";

    public static IReadOnlyList<QueryFunction> All { get; } =
    [
        .. Without(
            ConditionOperator.Today,
            ConditionOperator.Yesterday,
            ConditionOperator.Tomorrow,
            ConditionOperator.Last7Days,
            ConditionOperator.Next7Days,
            ConditionOperator.LastWeek,
            ConditionOperator.ThisWeek,
            ConditionOperator.NextWeek,
            ConditionOperator.LastMonth,
            ConditionOperator.ThisMonth,
            ConditionOperator.NextMonth,
            ConditionOperator.LastYear,
            ConditionOperator.ThisYear,
            ConditionOperator.NextYear,
            ConditionOperator.EqualUserId,
            ConditionOperator.NotEqualUserId,
            ConditionOperator.EqualBusinessId,
            ConditionOperator.NotEqualBusinessId
        ),
        .. With(
            One,
            EdmPrimitiveTypeKind.Int64,
            ConditionOperator.LastXHours,
            ConditionOperator.NextXHours,
            ConditionOperator.LastXDays,
            ConditionOperator.NextXDays,
            ConditionOperator.LastXWeeks,
            ConditionOperator.NextXWeeks,
            ConditionOperator.LastXMonths,
            ConditionOperator.NextXMonths,
            ConditionOperator.LastXYears,
            ConditionOperator.NextXYears,
            ConditionOperator.OlderThanXMinutes,
            ConditionOperator.OlderThanXHours,
            ConditionOperator.OlderThanXDays,
            ConditionOperator.OlderThanXWeeks,
            ConditionOperator.OlderThanXMonths,
            ConditionOperator.OlderThanXYears
        ),
        .. With(One, EdmPrimitiveTypeKind.String, ConditionOperator.On, ConditionOperator.OnOrAfter, ConditionOperator.OnOrBefore),
        .. With(
            Many,
            EdmPrimitiveTypeKind.String,
            ConditionOperator.Between,
            ConditionOperator.NotBetween,
            ConditionOperator.ContainValues,
            ConditionOperator.DoesNotContainValues
        ),
    ];

    private static IEnumerable<QueryFunction> Without(params ConditionOperator[] operators) =>
        operators.Select(one => new QueryFunction(one.ToString(), one, null));

    private static IEnumerable<QueryFunction> With(string parameter, EdmPrimitiveTypeKind type, params ConditionOperator[] operators) =>
        operators.Select(one => new QueryFunction(one.ToString(), one, parameter, type));
}
