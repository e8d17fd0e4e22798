namespace Solution.Tests.Architecture;

/// <summary>One project knows another, or a package.</summary>
/// <param name="From">Path of the project below the repository root, with <c>/</c>.</param>
/// <param name="To">Path of the project it refers to, or name of the package.</param>
/// <param name="IsPackage">Whether it is a package.</param>
/// <param name="BuiltOnly">Only built before it, not compiled against.</param>
internal sealed record Arrow(string From, string To, bool IsPackage, bool BuiltOnly)
{
    public override string ToString() => $"{From} -> {To}{(BuiltOnly ? " (built only)" : string.Empty)}";
}
