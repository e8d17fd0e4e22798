namespace LocalDataverse.Registration;

/// <param name="Roles">Names of roles; case is ignored.</param>
public sealed record UserRegistration(Guid Id, string FullName, IReadOnlyList<string> Roles)
{
    /// <summary>Client id of an application user; null: a person.</summary>
    public Guid? ApplicationId { get; init; }

    public Guid? ObjectId { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Null: the root business unit. Roles are those of this unit.</summary>
    public Guid? BusinessUnitId { get; init; }
}
