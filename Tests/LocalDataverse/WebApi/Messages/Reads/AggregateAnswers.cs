using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Answers <c>$apply</c>.</summary>
internal sealed class AggregateAnswers(Session session)
{
    private static readonly string[] Refused = ["$filter", "$select", "$expand", "$top", "$count"];

    public WebApiResponse Answer(WebApiRequest request, TableModel table, QueryReader options, QueryExpression query)
    {
        if (Refused.FirstOrDefault(name => options.Option(name) is not null) is { } refused)
        {
            throw new WebApiException(
                StatusCodes.Status501NotImplemented,
                ErrorCode.NotImplemented,
                $"The query parameter {refused} beside $apply is not implemented here."
            );
        }

        var groups = session.Service.RetrieveMultiple(query);
        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{table.EntitySetName}");
                new AliasedRows(session, table, request.Preferences).Write(writer, groups.Entities);
                writer.WriteEndObject();
            }
        );
    }
}
