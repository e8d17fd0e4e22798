namespace Solution.Deploy.Solutions;

/// <summary>A solution of the environment.</summary>
internal sealed record InstalledSolution(Guid Id, Version Version, bool Managed)
{
    internal string Kind => Managed ? "managed" : "unmanaged";
}
