using System.Linq.Expressions;
using Microsoft.AspNetCore.OData.Query.Expressions;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// $filter compares text without regard to case, as the product's database does. The letters A to Z count alike in both cases, on either database; others are
/// compared as they are.
/// </summary>
internal sealed class TextFilter : FilterBinder
{
    private const string CompanyOfRow = "dataAreaId";

    public override Expression Bind(QueryNode node, QueryBinderContext context)
    {
        if (node is ConstantNode { Value: string text } constant)
        {
            return base.Bind(new ConstantNode(Lower(text), constant.LiteralText, constant.TypeReference), context);
        }

        var bound = base.Bind(node, context);
        return node is SingleValuePropertyAccessNode access && bound.Type == typeof(string) && !IsCompany(access.Property)
            ? Expression.Call(bound, nameof(string.ToLower), null)
            : bound;
    }

    // Stored in capitals, and what is compared with it is turned into capitals (CompanyColumn): its index serves as it is.
    private static bool IsCompany(IEdmProperty property) =>
        property.Name == CompanyOfRow || (property.Name == nameof(Company.Id) && property.DeclaringType is IEdmSchemaElement { Name: nameof(Company) });

    private static string Lower(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                for (var index = 0; index < span.Length; index++)
                {
                    span[index] = char.IsAsciiLetterUpper(source[index]) ? char.ToLowerInvariant(source[index]) : source[index];
                }
            }
        );
}
