using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>Who may do what: privileges by name (prvReadInvoice) from the roles of a user and of the user's teams, each with its reach.</summary>
internal sealed class Rights(DataverseOrganization organization)
{
    /// <summary>The platform's tables whose privileges have another name (security roles of Dataverse).</summary>
    private static readonly Dictionary<string, string> PrivilegeNames = new()
    {
        ["ribboncommand"] = "Customization",
        ["ribboncustomization"] = "Customization",
        ["ribbondiff"] = "Customization",
        ["ribbonrule"] = "Customization",
        ["savedquery"] = "Query",
        ["savedqueryvisualization"] = "SavedQueryVisualizations",
        ["sitemap"] = "Customization",
    };

    private static readonly TableRight[] OnTables =
    [
        TableRight.Create,
        TableRight.Read,
        TableRight.Write,
        TableRight.Delete,
        TableRight.Append,
        TableRight.AppendTo,
        TableRight.Assign,
    ];

    public const string ActOnBehalf = "prvActOnBehalfOfAnotherUser";
    public const string Bypass = "prvBypassCustomBusinessLogic";

    /// <summary>The value of role.isinherited that keeps a team's privileges from being its members' own.</summary>
    private const int TeamPrivilegesOnly = 0;

    private readonly object gate = new();
    private Dictionary<Guid, UserRights> users = [];

    /// <summary>Forgets what was read: rows of users, roles or privileges have changed.</summary>
    public void Forget()
    {
        lock (gate)
        {
            users = [];
        }
    }

    /// <summary>Refuses strangers, disabled users and users without any role.</summary>
    public UserRights DemandMember(Guid userId)
    {
        var rights = Of(userId) ?? throw DataverseFault.Of(ErrorCode.NotMemberOfOrganization, $"The user is not a member of the organization. ({userId:d})");
        if (rights.Disabled)
        {
            throw DataverseFault.Of(ErrorCode.UserDisabled, $"The user with SystemUserId={userId:d} is disabled.");
        }

        return rights.IsAdministrator || rights.RoleNames.Count > 0
            ? rights
            : throw DataverseFault.Of(ErrorCode.UserHasNoRoles, $"The user with id {userId:d} has not been assigned any roles.");
    }

    /// <summary>Whether rows of an intersect table are seen is for the tables on its two ends; everybody reads the own settings.</summary>
    public void Demand(string table, TableRight right, CallScope scope)
    {
        if (right == TableRight.Read && (table == "usersettings" || organization.Metadata.Table(table) is { IsIntersect: true }))
        {
            return;
        }

        Demand(PrivilegeOf(table, right), scope);
    }

    public void Demand(string privilege, CallScope scope)
    {
        if (scope.IsSystem)
        {
            return;
        }

        Demand(privilege, scope.UserId);
        if (scope.OnBehalfOf is { } real)
        {
            Demand(privilege, real);
        }
    }

    /// <summary>Whether a lookup to this table takes rights of its own.</summary>
    public static bool IsLink(string target) => target is not ("systemuser" or "team" or "transactioncurrency" or "businessunit");

    /// <summary>Setting a lookup takes Append on the row's table and AppendTo on the target's.</summary>
    public void DemandLink(string table, string target, CallScope scope)
    {
        if (scope.IsSystem || !IsLink(target))
        {
            return;
        }

        Demand(table, TableRight.Append, scope);
        Demand(target, TableRight.AppendTo, scope);
    }

    /// <summary>Null: the user has not got the right.</summary>
    public PrivilegeReach? ReachOf(string table, TableRight right, Guid userId) => Of(userId)?.ReachOf(PrivilegeOf(table, right));

    /// <summary>Whoever is to own a row has to be able to read it (https://learn.microsoft.com/power-platform/admin/assign-or-share-rows).</summary>
    public void DemandOwner(string table, Guid owner, bool isTeam)
    {
        var privilege = PrivilegeOf(table, TableRight.Read);
        if (!isTeam)
        {
            Demand(privilege, owner);
        }
        else if (!TeamHas(owner, privilege))
        {
            throw DataverseFault.Of(ErrorCode.PrivilegeDenied, $"Principal team (Id={owner:d}, type=9) is missing {privilege} privilege.");
        }
    }

    public UserRights? Of(Guid userId)
    {
        lock (gate)
        {
            if (users.TryGetValue(userId, out var known))
            {
                return known;
            }
        }

        var read = Read(userId);
        if (read is not null)
        {
            lock (gate)
            {
                users[userId] = read;
            }
        }

        return read;
    }

    /// <summary>Every privilege there is here.</summary>
    public IEnumerable<string> AllPrivileges()
    {
        var names = organization.Metadata.Tables.Where(table => !table.IsIntersect).Select(table => NameOf(table.LogicalName, table.SchemaName));
        return names
            .SelectMany(_ => OnTables, (name, right) => $"prv{right}{name}")
            .Concat([ActOnBehalf, Bypass, .. MetadataPrivileges.All, .. ClientPrivileges.All])
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static string NameOf(string table, string otherwise) => PrivilegeNames.TryGetValue(table, out var name) ? name : otherwise;

    private static string PrivilegeOf(string table, TableRight right) => $"prv{right}{NameOf(table, table)}";

    private void Demand(string privilege, Guid userId)
    {
        if (!DemandMember(userId).Has(privilege))
        {
            throw DataverseFault.Of(
                ErrorCode.PrivilegeDenied,
                $"Principal user (Id={userId:d}, type=8) is missing {privilege} privilege (the user's roles: "
                    + $"{string.Join(", ", DemandMember(userId).RoleNames)})."
            );
        }
    }

    private UserRights? Read(Guid userId)
    {
        if (userId == organization.SystemUserId)
        {
            return new UserRights(true, false, ["System Administrator"], new Dictionary<string, PrivilegeReach>());
        }

        lock (organization.Database.Sync)
        {
            if (organization.Database.Find("systemuser", userId, null) is null)
            {
                return null;
            }

            var disabled = organization.Value("systemuser", userId, "isdisabled", null) is true;
            var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
            var privileges = new Dictionary<string, PrivilegeReach>(StringComparer.OrdinalIgnoreCase);
            foreach (var (holder, role) in Holdings(userId))
            {
                if (organization.Value("role", role, "name", null) is string name)
                {
                    names.Add(name);
                    Add(privileges, userId, holder, role);
                }
            }

            return new UserRights(names.Contains("System Administrator"), disabled, [.. names], privileges);
        }
    }

    /// <summary>The roles of the user and of the user's teams.</summary>
    public IEnumerable<Guid> RolesOf(Guid userId) => Holdings(userId).Select(holding => holding.Role);

    private void Add(Dictionary<string, PrivilegeReach> privileges, Guid userId, Guid holder, Guid role)
    {
        var unit = organization.Value("role", role, "businessunitid", null) is RowReference own ? own.Id : organization.RootBusinessUnitId;
        var isInherited = organization.Value("role", role, "isinherited", null) is not TeamPrivilegesOnly;
        foreach (var (privilege, depth) in Granted(role))
        {
            if (!privileges.TryGetValue(privilege, out var reach))
            {
                privileges[privilege] = reach = new PrivilegeReach();
            }

            reach.Add(depth, holder, unit, Beneath);
            if (isInherited)
            {
                reach.AddOwner(userId);
            }
        }
    }

    private IEnumerable<(string Privilege, PrivilegeDepth Depth)> Granted(Guid role)
    {
        foreach (var row in organization.RowsWhere("roleprivileges", "roleid", role))
        {
            if (
                organization.Value("roleprivileges", row.Id, "privilegeid", null) is Guid privilege
                && organization.Value("privilege", privilege, "name", null) is string name
            )
            {
                yield return (name, DepthOf(organization.Value("roleprivileges", row.Id, "privilegedepthmask", null)));
            }
        }
    }

    private static PrivilegeDepth DepthOf(object? mask) =>
        mask switch
        {
            1 => PrivilegeDepth.Basic,
            2 => PrivilegeDepth.Local,
            4 => PrivilegeDepth.Deep,
            _ => PrivilegeDepth.Global,
        };

    private IEnumerable<Guid> Beneath(Guid unit) =>
        organization
            .RowsWhere("businessunit", "parentbusinessunitid", unit)
            .Where(child => child.Id != unit)
            .SelectMany(child => Beneath(child.Id))
            .Concat([unit]);

    private bool TeamHas(Guid team, string privilege)
    {
        lock (organization.Database.Sync)
        {
            return Linked("teamroles", "teamid", team, "roleid")
                .Any(role =>
                    role == organization.SystemAdministratorRoleId
                    || Granted(role).Any(granted => string.Equals(granted.Privilege, privilege, StringComparison.OrdinalIgnoreCase))
                );
        }
    }

    /// <summary>The roles of the user and of the user's teams, each with who has it.</summary>
    private IEnumerable<(Guid Holder, Guid Role)> Holdings(Guid userId) =>
        Linked("systemuserroles", "systemuserid", userId, "roleid")
            .Select(role => (userId, role))
            .Concat(
                Linked("teammembership", "systemuserid", userId, "teamid")
                    .SelectMany(team => Linked("teamroles", "teamid", team, "roleid").Select(role => (team, role)))
            );

    private IEnumerable<Guid> Linked(string intersect, string near, Guid id, string far) =>
        organization.RowsWhere(intersect, near, id).Select(row => organization.Value(intersect, row.Id, far, null)).OfType<Guid>();
}
