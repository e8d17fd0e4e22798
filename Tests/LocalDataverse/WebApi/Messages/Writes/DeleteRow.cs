using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

internal sealed class DeleteRow : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var target = RowReader.ReferenceTo(path.Key!);
        var version = Preconditions.Version(request);
        target.RowVersion = version;
        var delete = new DeleteRequest
        {
            Target = target,
            ConcurrencyBehavior = version is null ? ConcurrencyBehavior.Default : ConcurrencyBehavior.IfRowVersionMatches,
        };
        return new PlannedOperation([delete], _ => WebApiResponse.Empty());
    }
}
