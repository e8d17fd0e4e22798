using LocalDataverse.Security;

namespace LocalDataverse.Registration;

/// <param name="Privileges">Names such as prvReadInvoice; case is ignored.</param>
public sealed record RoleRegistration(Guid Id, string Name, IReadOnlyList<string> Privileges)
{
    /// <summary>The role of the root business unit that this one is a copy of; null: it is no copy.</summary>
    public Guid? RootId { get; init; }

    /// <summary>Null: the root business unit. Each unit beneath has a copy.</summary>
    public Guid? BusinessUnitId { get; init; }

    /// <summary>How far privileges reach that <see cref="Depths"/> does not name.</summary>
    public PrivilegeDepth Depth { get; init; } = PrivilegeDepth.Global;

    public IReadOnlyDictionary<string, PrivilegeDepth> Depths { get; init; } = new Dictionary<string, PrivilegeDepth>();

    /// <summary>As a role of a team it is for the team's rows, not for its members' own.</summary>
    public bool TeamPrivilegesOnly { get; init; }

    internal PrivilegeDepth DepthOf(string privilege) => Depths.TryGetValue(privilege, out var depth) ? depth : Depth;
}
