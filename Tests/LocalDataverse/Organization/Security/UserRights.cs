namespace LocalDataverse.Security;

internal sealed record UserRights(bool IsAdministrator, bool Disabled, IReadOnlyList<string> RoleNames, IReadOnlyDictionary<string, PrivilegeReach> Privileges)
{
    public bool Has(string privilege) => IsAdministrator || Privileges.ContainsKey(privilege);

    /// <summary>Null: not at all.</summary>
    public PrivilegeReach? ReachOf(string privilege) =>
        IsAdministrator ? PrivilegeReach.Everything
        : Privileges.TryGetValue(privilege, out var reach) ? reach
        : null;
}
