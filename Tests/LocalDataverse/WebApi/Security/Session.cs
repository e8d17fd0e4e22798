using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Security;

/// <summary>What the requests of one caller are answered with: the model as it stands, and the organization service in the caller's name.</summary>
/// <param name="Service">The organization service.</param>
/// <param name="ServiceRoot">Address that all others begin with.</param>
/// <param name="DemandPrivilege">Refuses a caller who lacks a privilege that belongs to no table.</param>
internal sealed record Session(WebApiModel Model, IOrganizationService Service, Uri ServiceRoot, Action<string> DemandPrivilege)
{
    public string AddressOf(TableModel table, Guid id) => $"{ServiceRoot}{table.EntitySetName}({id:d})";

    /// <summary>Null: the key does not tell the id.</summary>
    public string? AddressOf(RecordKey key) => key.Id is { } id ? AddressOf(key.Table, id) : null;
}
