using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>
/// Which rows a caller reaches with a right that the caller has: all, those of business units, or the own ones. Only tables that users own have such a
/// difference. https://learn.microsoft.com/power-platform/admin/security-roles-privileges
/// </summary>
internal sealed class RowAccess(DataverseOrganization organization)
{
    /// <summary>A test of rows; null: the caller reaches all of them, and none has to be looked at.</summary>
    public Func<Row, bool>? Filter(TableMetadata table, TableRight right, CallScope scope)
    {
        var reaches = Limits(table, right, scope);
        if (reaches.Count == 0)
        {
            return null;
        }

        var store = organization.Database.Store(table.LogicalName);
        return row =>
        {
            var owner = store.Value(row, "ownerid") as RowReference;
            var unit = store.Value(row, "owningbusinessunit") as RowReference;
            return reaches.TrueForAll(reach => reach.Covers(owner, unit));
        };
    }

    public void Demand(TableMetadata table, Row row, TableRight right, CallScope scope)
    {
        if (Filter(table, right, scope) is not { } covers)
        {
            return;
        }

        lock (organization.Database.Sync)
        {
            if (!covers(row))
            {
                var store = organization.Database.Store(table.LogicalName);
                throw Denied(table, row.Id, store.Value(row, "ownerid") as RowReference, right, scope);
            }
        }
    }

    /// <summary>The same for a row that is being made.</summary>
    public void Demand(TableMetadata table, RowDraft row, TableRight right, CallScope scope)
    {
        var owner = row["ownerid"] as RowReference;
        var unit = row["owningbusinessunit"] as RowReference;
        if (!Limits(table, right, scope).TrueForAll(reach => reach.Covers(owner, unit)))
        {
            throw Denied(table, row[table.PrimaryId] as Guid? ?? Guid.Empty, owner, right, scope);
        }
    }

    /// <summary>Setting a lookup takes AppendTo on the row behind it.</summary>
    public void DemandLinked(RowReference target, CallScope scope) => Demand(target, TableRight.AppendTo, scope);

    /// <summary>Tying rows together takes Append on the row that they are tied to.</summary>
    public void DemandLinking(RowReference source, CallScope scope) => Demand(source, TableRight.Append, scope);

    private void Demand(RowReference reference, TableRight right, CallScope scope)
    {
        if (
            !scope.IsSystem
            && organization.TableOrFault(reference.Table) is { Ownership: TableOwnership.User } table
            && organization.Database.Find(reference.Table, reference.Id, scope.Transaction) is { } row
        )
        {
            Demand(table, row, right, scope);
        }
    }

    private List<PrivilegeReach> Limits(TableMetadata table, TableRight right, CallScope scope)
    {
        var reaches = new List<PrivilegeReach>();
        if (scope.IsSystem || table.Ownership != TableOwnership.User)
        {
            return reaches;
        }

        foreach (var user in new[] { scope.UserId, scope.OnBehalfOf }.OfType<Guid>())
        {
            if (organization.Rights.ReachOf(table.LogicalName, right, user) is { IsGlobal: false } reach)
            {
                reaches.Add(reach);
            }
        }

        return reaches;
    }

    // Code and text as in https://learn.microsoft.com/troubleshoot/power-platform/dataverse/email-exchange-synchronization (CrmSecurityException, 403).
    private static Exception Denied(TableMetadata table, Guid id, RowReference? owner, TableRight right, CallScope scope) =>
        DataverseFault.Of(
            ErrorCode.AccessDenied,
            $"SecLib::AccessCheckEx failed. Returned hr = {ErrorCode.AccessDenied}, ObjectID: {id:d}, OwnerId: {owner?.Id:d}, OwnerIdType: "
                + $"{(owner?.Table == "team" ? 9 : 8)} and CallingUser: {scope.UserId:d}. ObjectType: {table.LogicalName}, AccessRights: {right}Access"
        );
}
