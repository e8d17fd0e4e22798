namespace LocalDataverse.Security;

internal sealed record UserRights(bool IsAdministrator, bool Disabled, IReadOnlyList<string> RoleNames, HashSet<string> Privileges)
{
    public bool Has(string privilege) => IsAdministrator || Privileges.Contains(privilege);
}
