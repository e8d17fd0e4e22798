namespace Simulator.Invariants;

/// <summary>A line of a proposal in finance.</summary>
internal sealed record LineRow(Guid Actual, string Proposal, decimal Amount, decimal Tax);
