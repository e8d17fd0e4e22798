using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>The row behind a lookup.</summary>
internal sealed class ReadLookup(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path) =>
        new RowAnswers(session).Behind(path) is { } target ? new ReadRow(session).Answer(request, target) : WebApiResponse.Empty();
}
