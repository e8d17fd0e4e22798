using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

internal sealed class CreateRow(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        using var body = RowReader.Parse(request.Body);
        return new WriteAnswers(session).Created(request, path.Table!, new RowReader(session.Model).Read(path.Table!, body.RootElement), idAhead);
    }
}
