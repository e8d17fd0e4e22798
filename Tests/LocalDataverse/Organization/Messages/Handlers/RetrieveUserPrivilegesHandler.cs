using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>The privileges of a user from roles of its own and of its teams, each once, at its greatest depth.</summary>
internal sealed class RetrieveUserPrivilegesHandler(DataverseOrganization organization) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var user = (Guid)request.Required<object>("UserId");
        if (user != scope.UserId)
        {
            organization.Rights.Demand("systemuser", TableRight.Read, scope);
        }

        var rights = organization.Rights.Of(user) ?? throw DataverseFault.DoesNotExist("systemuser", user);
        var privileges = rights.IsAdministrator ? All(user, scope) : Granted(user, scope);
        return Responses.Of("RetrieveUserPrivileges", ("RolePrivileges", privileges.OrderBy(one => one.PrivilegeName, StringComparer.Ordinal).ToArray()));
    }

    /// <summary>The role of a system administrator has whatever there is.</summary>
    private IEnumerable<RolePrivilege> All(Guid user, CallScope scope)
    {
        var unit = organization.BusinessUnitOf(user, scope.Transaction);
        return organization
            .Rights.AllPrivileges()
            .Select(name => new RolePrivilege(name, DataverseOrganization.PrivilegeId(name), PrivilegeDepth.Global, unit));
    }

    private IEnumerable<RolePrivilege> Granted(Guid user, CallScope scope)
    {
        var transaction = scope.Transaction;
        var granted =
            from role in organization.Rights.RolesOf(user).Distinct()
            let unit = (organization.Value("role", role, "businessunitid", transaction) as RowReference)?.Id ?? organization.RootBusinessUnitId
            from row in organization.RowsWhere("roleprivileges", "roleid", role, transaction)
            let privilege = (Guid)organization.Value("roleprivileges", row.Id, "privilegeid", transaction)!
            let name = (string)organization.Value("privilege", privilege, "name", transaction)!
            select new RolePrivilege(name, privilege, DepthOf(organization.Value("roleprivileges", row.Id, "privilegedepthmask", transaction)), unit);
        return granted.GroupBy(one => one.PrivilegeId).Select(same => same.OrderByDescending(one => one.Depth).First());
    }

    private static PrivilegeDepth DepthOf(object? mask) =>
        mask switch
        {
            1 => PrivilegeDepth.Basic,
            2 => PrivilegeDepth.Local,
            4 => PrivilegeDepth.Deep,
            _ => PrivilegeDepth.Global,
        };
}
