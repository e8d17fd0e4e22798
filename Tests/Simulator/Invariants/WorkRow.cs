namespace Simulator.Invariants;

/// <summary>A piece of work that is not done.</summary>
internal sealed record WorkRow(string What, string? Reason, DateTime? Next, bool WaitsForSomebody);
