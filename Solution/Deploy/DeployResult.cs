namespace Solution.Deploy;

/// <summary>What a deployment did.</summary>
/// <param name="Solution">Unique name of the solution.</param>
/// <param name="Version">Version that is installed now.</param>
/// <param name="PreviousVersion">Version that was installed before; null where there was none.</param>
/// <param name="HasOwnLogic">Whether the own logic of Project Operations is installed.</param>
/// <param name="Changes">Configuration that was written; empty where everything was as asked for.</param>
public sealed record DeployResult(string Solution, Version Version, Version? PreviousVersion, bool HasOwnLogic, IReadOnlyList<string> Changes);
