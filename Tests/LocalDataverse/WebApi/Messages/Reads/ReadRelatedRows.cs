using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>The rows of a collection of another one.</summary>
internal sealed class ReadRelatedRows(Session session) : IRead
{
    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var owner = new RowAnswers(session).Retrieve(path.Key!, new ColumnSet(false)).Id;
        var collection = new RelatedCollection(session.Model, path, owner);
        return new PageAnswers(session).Answer(request, collection.Table, collection);
    }
}
