using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// Orders rows without a value before those with one, as OData asks for ($orderby and the paging that follows it) and SQLite does; PostgreSQL puts them last.
/// Only columns that may be null are treated so: the others keep the use of their indexes.
/// </summary>
internal sealed class NullsFirst : ExpressionVisitor, IQueryExpressionInterceptor
{
    public static readonly NullsFirst Instance = new(null);

    private static readonly string[] Orderings =
    [
        nameof(Queryable.OrderBy),
        nameof(Queryable.OrderByDescending),
        nameof(Queryable.ThenBy),
        nameof(Queryable.ThenByDescending),
    ];

    private readonly IModel? model;

    private NullsFirst(IModel? model) => this.model = model;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        return new NullsFirst(eventData.Context!.Model).Visit(queryExpression);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var call = (MethodCallExpression)base.VisitMethodCall(node);
        if (
            call.Method.DeclaringType != typeof(Queryable)
            || call.Arguments.Count != 2
            || !Orderings.Contains(call.Method.Name)
            || !MayBeNull(KeyOf(call).Body)
        )
        {
            return call;
        }

        var key = KeyOf(call);
        var isGiven = Expression.Lambda(Expression.NotEqual(key.Body, Expression.Constant(null, key.Body.Type)), key.Parameters);
        return Order(After(call.Method.Name), Order(call.Method.Name, call.Arguments[0], isGiven), key);
    }

    private static LambdaExpression KeyOf(MethodCallExpression call) => (LambdaExpression)((UnaryExpression)call.Arguments[1]).Operand;

    private static string After(string ordering) =>
        ordering.EndsWith("Descending", StringComparison.Ordinal) ? nameof(Queryable.ThenByDescending) : nameof(Queryable.ThenBy);

    private static MethodCallExpression Order(string ordering, Expression rows, LambdaExpression key) =>
        Expression.Call(typeof(Queryable), ordering, [key.Parameters[0].Type, key.Body.Type], rows, Expression.Quote(key));

    private bool MayBeNull(Expression key) =>
        key switch
        {
            UnaryExpression { NodeType: ExpressionType.Convert } convert => MayBeNull(convert.Operand) && IsNullable(convert.Type),
            MemberExpression { Member: PropertyInfo property, Expression.Type: var type } => IsNullable(property.PropertyType)
                && model!.FindEntityType(type)?.FindProperty(property.Name)?.IsNullable == true,
            _ => false,
        };

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}
