using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Messages;

/// <summary>What the requests of one caller are answered with: the model as it stands, and the organization service in the caller's name.</summary>
internal sealed record Session(WebApiModel Model, IOrganizationService Service, Uri ServiceRoot)
{
    public string AddressOf(TableModel table, Guid id) => $"{ServiceRoot}{table.EntitySetName}({id:d})";
}
