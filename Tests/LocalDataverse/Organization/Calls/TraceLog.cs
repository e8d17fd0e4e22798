namespace LocalDataverse.Calls;

/// <summary>Trace rows of one client call; written after its transaction has ended, so they survive a rollback.</summary>
internal sealed class TraceLog
{
    public List<TraceEntry> Entries { get; } = [];
}
