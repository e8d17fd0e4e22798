using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>
/// The FetchXML of a view of the system or of a user that an address names.
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/retrieve-and-execute-predefined-queries
/// </summary>
internal sealed class StoredQuery(Session session)
{
    private static readonly IReadOnlyList<(string Option, string Table)> Kinds = [("savedQuery", "savedquery"), ("userQuery", "userquery")];

    /// <returns>Null: the address names none.</returns>
    public string? FetchXml(QueryReader options)
    {
        foreach (var (option, table) in Kinds)
        {
            if (options.Option(option) is { } id)
            {
                DemandAlone(options, option);
                return Read(option, table, id);
            }
        }

        return null;
    }

    // What further options mean beside a stored query is not documented.
    private static void DemandAlone(QueryReader options, string option)
    {
        if (options.Names.FirstOrDefault(name => name != option && name is not ("$skiptoken" or "tag")) is { } other)
        {
            throw new WebApiException(
                StatusCodes.Status501NotImplemented,
                ErrorCode.NotImplemented,
                $"The query parameter {other} beside {option} is not implemented here."
            );
        }
    }

    private string Read(string option, string table, string id) =>
        Guid.TryParse(id, out var queryId)
            ? session.Service.Retrieve(table, queryId, new ColumnSet("fetchxml")).GetAttributeValue<string>("fetchxml")
                ?? throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, $"The {table} {id} holds no FetchXML.")
            : throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, $"The value of {option} has to be the id of a {table}.");
}
