namespace LocalDataverse.Registration;

/// <param name="Privileges">Names such as prvReadInvoice, at organization level; case is ignored.</param>
public sealed record RoleRegistration(Guid Id, string Name, IReadOnlyList<string> Privileges)
{
    /// <summary>The role of the root business unit that this one is a copy of; null: it is no copy.</summary>
    public Guid? RootId { get; init; }
}
