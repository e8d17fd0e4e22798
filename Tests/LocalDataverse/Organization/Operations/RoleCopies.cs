using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>
/// A role has a copy in each business unit beneath its own, which follows it. https://learn.microsoft.com/power-platform/admin/wp-security-cds
/// </summary>
internal sealed class RoleCopies(DataverseOrganization organization)
{
    /// <summary>A new business unit inherits the roles of the one above.</summary>
    public void MakeFor(Guid unit, Transaction transaction)
    {
        if (organization.Value("businessunit", unit, "parentbusinessunitid", transaction) is RowReference parent)
        {
            foreach (var role in organization.RowsWhere("role", "businessunitid", parent.Id, transaction))
            {
                Copy(role.Id, unit, transaction);
            }
        }
    }

    /// <summary>The copies take over what has become of their role.</summary>
    public void Renew(Guid role, Transaction transaction)
    {
        if (organization.Value("role", role, "businessunitid", transaction) is not RowReference unit)
        {
            return;
        }

        foreach (var child in organization.RowsWhere("businessunit", "parentbusinessunitid", unit.Id, transaction))
        {
            Renew(Copy(role, child.Id, transaction), transaction);
        }
    }

    /// <summary>Takes the copies of a role away, with what hangs on them.</summary>
    public void Remove(Guid root, Transaction transaction)
    {
        foreach (var copy in organization.RowsWhere("role", "parentrootroleid", root, transaction).Where(role => role.Id != root))
        {
            foreach (var intersect in (string[])["roleprivileges", "systemuserroles", "teamroles"])
            {
                Clear(intersect, copy.Id, transaction);
            }

            organization.Writer.Delete(organization.TableOrFault("role"), copy.Id, transaction);
        }
    }

    /// <returns>Id of the copy.</returns>
    private Guid Copy(Guid role, Guid unit, Transaction transaction)
    {
        var root = organization.Value("role", role, "parentrootroleid", transaction) is RowReference above ? above.Id : role;
        var table = organization.TableOrFault("role");
        var copy = new Entity("role", DataverseOrganization.NameBasedId($"role {root:d} in {unit:d}"))
        {
            ["businessunitid"] = new EntityReference("businessunit", unit),
            ["parentroleid"] = new EntityReference("role", role),
            ["parentrootroleid"] = new EntityReference("role", root),
        };
        foreach (var column in (string[])["name", "isinherited", "ismanaged"])
        {
            copy[column] = StoredValue.ToSdk(table.Columns[column], organization.Value("role", role, column, transaction));
        }

        Put(table, copy, transaction);
        Clear("roleprivileges", copy.Id, transaction);
        foreach (var granted in organization.RowsWhere("roleprivileges", "roleid", role, transaction))
        {
            Grant(copy.Id, granted.Id, transaction);
        }

        return copy.Id;
    }

    private void Put(TableMetadata table, Entity row, Transaction transaction)
    {
        var scope = organization.SystemScope(transaction);
        if (organization.Database.Find(table.LogicalName, row.Id, transaction) is null)
        {
            organization.Writer.Create(table, row, scope, transaction);
        }
        else
        {
            organization.Writer.Update(table, row.Id, row, scope, transaction);
        }
    }

    private void Grant(Guid copy, Guid granted, Transaction transaction) =>
        organization.Writer.Create(
            organization.TableOrFault("roleprivileges"),
            new Entity("roleprivileges")
            {
                ["roleid"] = copy,
                ["privilegeid"] = organization.Value("roleprivileges", granted, "privilegeid", transaction),
                ["privilegedepthmask"] = organization.Value("roleprivileges", granted, "privilegedepthmask", transaction),
            },
            organization.SystemScope(transaction),
            transaction
        );

    private void Clear(string intersect, Guid role, Transaction transaction)
    {
        foreach (var row in organization.RowsWhere(intersect, "roleid", role, transaction))
        {
            organization.Writer.Delete(organization.TableOrFault(intersect), row.Id, transaction);
        }
    }
}
