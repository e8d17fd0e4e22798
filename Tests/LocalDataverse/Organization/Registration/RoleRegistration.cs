namespace LocalDataverse.Registration;

/// <param name="Privileges">Names such as prvReadInvoice, at organization level; case is ignored.</param>
public sealed record RoleRegistration(Guid Id, string Name, IReadOnlyList<string> Privileges);
