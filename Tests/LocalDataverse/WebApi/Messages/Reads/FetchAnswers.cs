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
    /// <param name="within">The collection that the rows are to belong to; null: all rows of the table.</param>
    public WebApiResponse Answer(WebApiRequest request, TableModel table, string fetchXml, RelatedCollection? within) =>
        Page(request, table, Retrieve(Restricted(fetchXml, table, within)), next: null);

    /// <summary>The rows of a stored query, in pages by links as those of an OData query.</summary>
    public WebApiResponse AnswerStored(WebApiRequest request, TableModel table, string fetchXml, string? skipToken, RelatedCollection? within)
    {
        var fetch = Restricted(fetchXml, table, within);
        if (fetch.Attribute("top") is not null)
        {
            return Page(request, table, Retrieve(fetch), next: null);
        }

        var token = SkipToken.Read(skipToken);
        var page = token?.PageNumber ?? 1;
        fetch.SetAttributeValue("count", request.Preferences.MaximumPageSize ?? Preferences.LargestPage);
        fetch.SetAttributeValue("page", page);
        fetch.SetAttributeValue("paging-cookie", token?.Cookie);
        var rows = Retrieve(fetch);
        return Page(request, table, rows, rows.MoreRecords ? new SkipToken(page + 1, rows.PagingCookie).AddTo(session.ServiceRoot, request) : null);
    }

    private EntityCollection Retrieve(XElement fetch) => session.Service.RetrieveMultiple(new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)));

    private WebApiResponse Page(WebApiRequest request, TableModel table, EntityCollection page, string? next) =>
        WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{table.EntitySetName}{Selection(table, page)}");
                WriteAnnotations(writer, request.Preferences, page);
                new AliasedRows(session, table, request.Preferences).Write(writer, page.Entities);
                if (next is not null)
                {
                    writer.WriteString("@odata.nextLink", next);
                }

                writer.WriteEndObject();
            }
        );

    private static XElement Restricted(string fetchXml, TableModel table, RelatedCollection? within)
    {
        var fetch = Parse(fetchXml);
        if (fetch.Element("entity") is not { } entity)
        {
            return fetch;
        }

        if ((string?)entity.Attribute("name") is { } asked && asked != table.LogicalName)
        {
            throw Bad($"The FetchXML asks for '{asked}', but the address is that of '{table.LogicalName}'.");
        }

        within?.Restrict(entity);
        return fetch;
    }

    private static XElement Parse(string fetchXml)
    {
        try
        {
            return XElement.Parse(fetchXml);
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

    private static WebApiException Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message);
}
