namespace Solution.Packer;

/// <summary>What was packed.</summary>
/// <param name="UnmanagedZip">Path of the unmanaged solution.</param>
/// <param name="ManagedZip">Path of the managed solution.</param>
/// <param name="UniqueName">Unique name of the solution.</param>
/// <param name="Version">Version of the solution.</param>
/// <param name="Steps">Number of steps in it.</param>
/// <param name="CustomApis">Number of custom APIs in it.</param>
internal sealed record PackResult(string UnmanagedZip, string ManagedZip, string UniqueName, string Version, int Steps, int CustomApis);
