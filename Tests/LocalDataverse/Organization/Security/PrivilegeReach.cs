using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>Which rows a privilege of a user reaches, as the roles of the user and of the user's teams add up.</summary>
internal sealed class PrivilegeReach
{
    private readonly HashSet<Guid> owners = [];
    private readonly HashSet<Guid> units = [];

    public static PrivilegeReach Everything { get; } = new() { IsGlobal = true };

    public bool IsGlobal { get; private set; }

    /// <param name="holder">The user or the team that has the role.</param>
    /// <param name="unit">The business unit of the role.</param>
    /// <param name="beneath">That unit and all beneath it.</param>
    public void Add(PrivilegeDepth depth, Guid holder, Guid unit, Func<Guid, IEnumerable<Guid>> beneath)
    {
        // Rows of one's own are reached at every depth, wherever their owner's unit is.
        owners.Add(holder);
        switch (depth)
        {
            case PrivilegeDepth.Local:
                units.Add(unit);
                break;
            case PrivilegeDepth.Deep:
                units.UnionWith(beneath(unit));
                break;
            case PrivilegeDepth.Global:
                IsGlobal = true;
                break;
            default:
                break;
        }
    }

    public void AddOwner(Guid owner) => owners.Add(owner);

    public bool Covers(RowReference? owner, RowReference? unit) =>
        IsGlobal || (owner is not null && owners.Contains(owner.Id)) || (unit is not null && units.Contains(unit.Id));
}
