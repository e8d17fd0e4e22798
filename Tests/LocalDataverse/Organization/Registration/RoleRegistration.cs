namespace LocalDataverse.Registration;

/// <param name="Privileges">Names such as prvReadInvoice, at organization level where no other is told; case is ignored.</param>
public sealed record RoleRegistration(Guid Id, string Name, IReadOnlyList<string> Privileges)
{
    /// <summary>The role of the root business unit that this one is a copy of; null: it is no copy.</summary>
    public Guid? RootId { get; init; }

    /// <summary>How far privileges reach that do not reach the whole organization: 1 a user's own rows, 2 a business unit, 4 with those below.</summary>
    public IReadOnlyDictionary<string, int> Depths { get; init; } = new Dictionary<string, int>();
}
