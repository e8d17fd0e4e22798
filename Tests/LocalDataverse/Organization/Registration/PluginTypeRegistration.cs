namespace LocalDataverse.Registration;

/// <param name="TypeName">Full name of the class, without the assembly.</param>
public sealed record PluginTypeRegistration(Guid Id, Guid AssemblyId, string TypeName);
