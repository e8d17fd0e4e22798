namespace LocalDataverse.Registration;

/// <param name="Content">The bytes of the assembly as shipped; at most 16 MB and strong-named, or registration is refused.</param>
public sealed record PluginAssemblyRegistration(Guid Id, string Name, byte[] Content)
{
    public string? Version { get; init; }

    public string? Culture { get; init; }

    public string? PublicKeyToken { get; init; }
}
