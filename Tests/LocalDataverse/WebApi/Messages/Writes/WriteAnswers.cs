using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Messages.Reads;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>What is answered once a row is written: its address, or the row itself where the request prefers that.</summary>
internal sealed class WriteAnswers(Session session)
{
    /// <summary>The plan of a new row, with the rows that are created along.</summary>
    public PlannedOperation Created(WebApiRequest request, TableModel table, RowDraft draft, bool idAhead)
    {
        if (idAhead && draft.Row.Id == Guid.Empty)
        {
            draft.Row.Id = Guid.CreateVersion7();
        }

        var rows = draft.InOrder().ToList();
        var position = rows.IndexOf(draft.Row);
        return new PlannedOperation(
            [.. rows.Select(row => new CreateRequest { Target = row })],
            answers => Written(request, table, ((CreateResponse)answers[position]).id, created: true)
        )
        {
            EntityAddress = draft.Row.Id == Guid.Empty ? null : session.AddressOf(table, draft.Row.Id),
        };
    }

    public WebApiResponse Updated(WebApiRequest request, RecordKey key)
    {
        if (key.Id is { } id)
        {
            return Written(request, key.Table, id, created: false);
        }

        var found = (RetrieveResponse)session.Service.Execute(new RetrieveRequest { Target = RowReader.ReferenceTo(key), ColumnSet = new(false) });
        return Written(request, key.Table, found.Entity.Id, created: false);
    }

    public WebApiResponse Written(WebApiRequest request, TableModel table, Guid id, bool created)
    {
        if (request.Preferences.ReturnRepresentation)
        {
            var plan = new QueryReader(session.Model, table, request.Query).Plan();
            return new RowAnswers(session).Representation(request, plan, id, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }

        var response = WebApiResponse.Empty();
        var address = session.AddressOf(table, id);
        if (created)
        {
            response.Headers["Location"] = address;
        }

        response.Headers["OData-EntityId"] = address;
        return response;
    }
}
