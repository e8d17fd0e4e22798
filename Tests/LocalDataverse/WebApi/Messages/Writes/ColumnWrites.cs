using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>An update of one column.</summary>
internal static class ColumnWrites
{
    public static PlannedOperation Set(Session session, RecordKey key, string column, object? value)
    {
        var row = key.Id is { } id ? new Entity(key.Table.LogicalName, id) : new Entity(key.Table.LogicalName, RowReader.KeyAttributes(key));
        row[column] = value;
        return new PlannedOperation([new UpdateRequest { Target = row }], _ => WebApiResponse.Empty()) { EntityAddress = session.AddressOf(key) };
    }
}
