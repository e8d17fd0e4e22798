using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>
/// Rows that FetchXML asks for. Unlike rows of an OData query they come without empty columns, and the next page is asked for in the FetchXML itself.
/// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/retrieve-data
/// </summary>
internal sealed class FetchAnswers(Session session)
{
    public WebApiResponse Answer(WebApiRequest request, TableModel table, string fetchXml)
    {
        var asked = TableOf(fetchXml);
        if (asked is not null && asked != table.LogicalName)
        {
            throw Bad($"The FetchXML asks for '{asked}', but the address is that of '{table.LogicalName}'.");
        }

        var page = session.Service.RetrieveMultiple(new FetchExpression(fetchXml));
        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{table.EntitySetName}{Selection(table, page)}");
                WriteAnnotations(writer, request.Preferences, page);
                writer.WriteStartArray("value");
                var rows = new RowWriter(request.Preferences);
                foreach (var row in page.Entities)
                {
                    WriteRow(writer, rows, table, row);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );
    }

    private static string? TableOf(string fetchXml)
    {
        try
        {
            return (string?)XElement.Parse(fetchXml).Element("entity")?.Attribute("name");
        }
        catch (XmlException error)
        {
            throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "Invalid FetchXML: " + error.Message, error);
        }
    }

    private static string Selection(TableModel table, EntityCollection page)
    {
        var names = page
            .Entities.SelectMany(row => row.Attributes.Keys)
            .Distinct()
            .Select(name => table.ByLogicalName.GetValueOrDefault(name)?.Property ?? name);
        return page.Entities.Count == 0 ? "" : $"({string.Join(',', names)})";
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, Preferences preferences, EntityCollection page)
    {
        if (page.TotalRecordCount >= 0 && preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcount"))
        {
            writer.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", page.TotalRecordCount);
        }

        if (page.TotalRecordCount >= 0 && preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
        {
            writer.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", page.TotalRecordCountLimitExceeded);
        }

        if (page.PagingCookie is { Length: > 0 } cookie && preferences.Wants("Microsoft.Dynamics.CRM.fetchxmlpagingcookie"))
        {
            writer.WriteString("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie", new SkipToken(PageOf(cookie) + 1, cookie).ToString());
        }

        if (preferences.Wants("Microsoft.Dynamics.CRM.morerecords"))
        {
            writer.WriteBoolean("@Microsoft.Dynamics.CRM.morerecords", page.MoreRecords);
        }
    }

    private static int PageOf(string cookie) => (int)XElement.Parse(cookie).Attribute("page")!;

    private void WriteRow(Utf8JsonWriter writer, RowWriter rows, TableModel table, Entity row)
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

    private static WebApiException Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message);
}
