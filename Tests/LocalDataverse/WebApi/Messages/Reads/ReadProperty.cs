using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>One column of a row: <c>GET set(id)/column</c>.</summary>
internal sealed class ReadProperty(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var column = path.Column!;
        var row = new RowAnswers(session).Retrieve(path.Key!, new ColumnSet(column.LogicalName));
        if (!row.Attributes.TryGetValue(column.LogicalName, out var value) || value is null)
        {
            return WebApiResponse.Empty();
        }

        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{path.Table!.EntitySetName}({row.Id:d})/{column.Property}");
                writer.WritePropertyName("value");
                RowWriter.WriteValue(writer, column.IsDateOnly, value);
                writer.WriteEndObject();
            }
        );
    }
}
