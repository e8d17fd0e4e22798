using System.Text.Json;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Writes rows of queries that give values names of their own: FetchXML and aggregates. Empty values do not come.</summary>
internal sealed class AliasedRows(Session session, TableModel table, Preferences preferences)
{
    private readonly RowWriter rows = new(preferences);

    public void Write(Utf8JsonWriter writer, IEnumerable<Entity> entities)
    {
        writer.WriteStartArray("value");
        foreach (var row in entities)
        {
            Write(writer, row);
        }

        writer.WriteEndArray();
    }

    private void Write(Utf8JsonWriter writer, Entity row)
    {
        writer.WriteStartObject();
        if (row.RowVersion is not null)
        {
            writer.WriteString("@odata.etag", RowWriter.EtagOf(row));
        }

        foreach (var (name, value) in row.Attributes)
        {
            if (value is AliasedValue aliased)
            {
                var column = session.Model.Table(aliased.EntityLogicalName)?.ByLogicalName.GetValueOrDefault(aliased.AttributeLogicalName);
                rows.WriteAliased(writer, name, aliased, column, row);
            }
            else if (value is not null)
            {
                rows.WriteColumn(writer, table.ByLogicalName[name], row);
            }
        }

        writer.WriteEndObject();
    }
}
