namespace Simulator.Invariants;

/// <summary>Something that holds after every run.</summary>
/// <param name="Name">What holds.</param>
/// <param name="Faults">A sentence for each case in which it does not.</param>
internal sealed record Invariant(string Name, Func<EndState, IEnumerable<string>> Faults);
