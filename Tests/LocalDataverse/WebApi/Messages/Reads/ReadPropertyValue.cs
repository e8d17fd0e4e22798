using System.Globalization;
using System.Text;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>One column of a row as plain text: <c>GET set(id)/column/$value</c>.</summary>
internal sealed class ReadPropertyValue(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var column = path.Column!;
        var row = new RowAnswers(session).Retrieve(path.Key!, new ColumnSet(column.LogicalName));
        return row.Attributes.TryGetValue(column.LogicalName, out var value) && value is not null
            ? WebApiResponse.Raw("text/plain", Encoding.UTF8.GetBytes(TextOf(column, value)))
            : WebApiResponse.Empty();
    }

    private static string TextOf(ColumnModel column, object value) =>
        value switch
        {
            Money money => money.Value.ToString(CultureInfo.InvariantCulture),
            OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
            EntityReference reference => reference.Id.ToString("d"),
            DateTime moment => moment.ToString(column.IsDateOnly ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
