using Simulator.Faults;
using Simulator.Invariants;

namespace Simulator.Runs;

/// <summary>What came of a seed.</summary>
/// <param name="Done">What was done how often.</param>
/// <param name="Struck">How often each fault struck.</param>
/// <param name="Broken">What does not hold; empty is right.</param>
internal sealed record RunResult(
    int Seed,
    EndState State,
    IReadOnlyDictionary<string, int> Done,
    IReadOnlyDictionary<Fault, int> Struck,
    IReadOnlyList<string> Log,
    IReadOnlyList<string> Broken
);
