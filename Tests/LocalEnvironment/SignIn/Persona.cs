using System.Security.Cryptography;

namespace LocalEnvironment.SignIn;

/// <summary>
/// Somebody who signs in, with the roles of the job and nothing more. In Dataverse the security role decides, elsewhere the roles of the token.
/// The secret is made anew for each run.
/// </summary>
internal sealed record Persona(string Name, string? DataverseRole, IReadOnlyDictionary<string, string[]> Roles)
{
    public Guid ClientId { get; } = Guid.NewGuid();

    public Guid ObjectId { get; } = Guid.NewGuid();

    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public bool UsesDataverse => DataverseRole is not null;

    public override string ToString() => Name;
}
