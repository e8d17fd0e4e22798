using LocalDataverse.Calls;
using LocalDataverse.Faults;

namespace LocalDataverse.Security;

/// <summary>Who may do what: privileges by name (prvReadInvoice), at organization level, from the roles of a user.</summary>
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

        Demand($"prv{right}{NameOf(table, table)}", scope);
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

    /// <summary>Setting a lookup takes Append on the row's table and AppendTo on the target's.</summary>
    public void DemandLink(string table, string target, CallScope scope)
    {
        if (scope.IsSystem || target is "systemuser" or "team" or "transactioncurrency" or "businessunit")
        {
            return;
        }

        Demand(table, TableRight.Append, scope);
        Demand(target, TableRight.AppendTo, scope);
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
            return new UserRights(true, false, ["System Administrator"], []);
        }

        lock (organization.Database.Sync)
        {
            if (organization.Database.Find("systemuser", userId, null) is null)
            {
                return null;
            }

            var disabled = organization.Value("systemuser", userId, "isdisabled", null) is true;
            var names = new List<string>();
            var privileges = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var role in RolesOf(userId).Distinct())
            {
                if (organization.Value("role", role, "name", null) is not string name)
                {
                    continue;
                }

                names.Add(name);
                foreach (var granted in organization.RowsWhere("roleprivileges", "roleid", role))
                {
                    if (
                        organization.Value("roleprivileges", granted.Id, "privilegeid", null) is Guid privilege
                        && organization.Value("privilege", privilege, "name", null) is string privilegeName
                    )
                    {
                        privileges.Add(privilegeName);
                    }
                }
            }

            names.Sort(StringComparer.OrdinalIgnoreCase);
            return new UserRights(names.Contains("System Administrator", StringComparer.OrdinalIgnoreCase), disabled, names, privileges);
        }
    }

    /// <summary>The roles of the user and of the user's teams.</summary>
    public IEnumerable<Guid> RolesOf(Guid userId)
    {
        var teams = Linked("teammembership", "systemuserid", userId, "teamid");
        return Linked("systemuserroles", "systemuserid", userId, "roleid").Concat(teams.SelectMany(team => Linked("teamroles", "teamid", team, "roleid")));
    }

    private IEnumerable<Guid> Linked(string intersect, string near, Guid id, string far) =>
        organization.RowsWhere(intersect, near, id).Select(row => organization.Value(intersect, row.Id, far, null)).OfType<Guid>();
}
