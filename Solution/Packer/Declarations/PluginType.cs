namespace Solution.Packer.Declarations;

/// <summary>A plug-in class or workflow activity.</summary>
/// <param name="Id">Fixed id.</param>
/// <param name="TypeName">Full name of the class.</param>
/// <param name="FriendlyName">Name in registration tools.</param>
internal sealed record PluginType(Guid Id, string TypeName, string FriendlyName);
