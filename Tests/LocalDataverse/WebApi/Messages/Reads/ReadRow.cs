using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Reads;

internal sealed class ReadRow(Session session) : IRead
{
    private readonly RowAnswers answers = new(session);

    public WebApiResponse Answer(WebApiRequest request, ResourcePath path) => Answer(request, path.Key!);

    public WebApiResponse Answer(WebApiRequest request, RecordKey key)
    {
        var plan = new QueryReader(session.Model, key.Table, request.Query).Plan();
        var row = answers.Retrieve(key, plan.ColumnSet);
        var known = request.Headers["If-None-Match"].ToString();
        if (
            known.Length > 0
            && known != "null"
            && plan.Expands.Count == 0
            && !request.Preferences.AnyAnnotations
            && (known == "*" || known == RowWriter.EtagOf(row))
        )
        {
            return WebApiResponse.Empty(StatusCodes.Status304NotModified);
        }

        return answers.Answer(request, plan, row, StatusCodes.Status200OK);
    }
}
