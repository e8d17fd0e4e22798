using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Sets one column: <c>PUT set(id)/column</c>.</summary>
internal sealed class PutProperty(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var column = path.Column!;
        using var body = RowReader.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("value", out var value))
        {
            throw JsonValues.Bad("The body has to hold the property 'value'.");
        }

        return column.Metadata.IsLookup
            ? throw JsonValues.Bad($"'{column.Property}' is read-only: write its navigation property.")
            : ColumnWrites.Set(session, path.Key!, column.LogicalName, JsonValues.OfColumn(column, value));
    }
}
