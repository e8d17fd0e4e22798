using Simulator.Faults;
using Simulator.Network;

namespace Simulator.Runs;

/// <summary>What a run is asked for beside its seed.</summary>
internal sealed record RunOptions
{
    /// <summary>The faults; null: those that the seed chooses.</summary>
    public IReadOnlySet<Fault>? Faults { get; init; }

    /// <summary>One invoice of so many lines; null: invoices by chance.</summary>
    public int? Lines { get; init; }

    /// <summary>How often the schedule does something while faults strike.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Answers in place of a part although no fault strikes: for tests that see a broken part found out.</summary>
    public Func<SentRequest, HttpResponseMessage?>? Spoiler { get; init; }
}
