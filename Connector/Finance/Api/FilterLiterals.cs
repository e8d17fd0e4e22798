using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Takes a point in time where a date is asked for, as clients of the product write it (its dates are published as Edm.DateTimeOffset): midnight or noon, the
/// day as it is written.
/// </summary>
internal sealed class FilterLiterals : UnqualifiedODataUriResolver
{
    private static readonly StringAsEnumResolver Enums = new();

    public override void PromoteBinaryOperandTypes(
        BinaryOperatorKind binaryOperatorKind,
        ref SingleValueNode left,
        ref SingleValueNode right,
        out IEdmTypeReference typeReference
    )
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        right = DayFor(left, right);
        left = DayFor(right, left);
        Enums.PromoteBinaryOperandTypes(binaryOperatorKind, ref left, ref right, out typeReference);
    }

    private static SingleValueNode DayFor(SingleValueNode other, SingleValueNode node) =>
        node is ConstantNode { Value: DateTimeOffset moment } && other.TypeReference?.IsDate() == true ? Day(moment, other.TypeReference) : node;

    private static ConstantNode Day(DateTimeOffset moment, IEdmTypeReference type)
    {
        if (moment.TimeOfDay != TimeSpan.Zero && moment.TimeOfDay != TimeSpan.FromHours(12))
        {
            throw new ODataException(FormattableString.Invariant($"{moment:yyyy-MM-ddTHH:mm:sszzz} has a time, and dates have none."));
        }

        var day = FormattableString.Invariant($"{moment:yyyy-MM-dd}");
        return new ConstantNode(ODataUriUtils.ConvertFromUriLiteral(day, ODataVersion.V4), day, type);
    }
}
