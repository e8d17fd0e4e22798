using LocalDataverse.Durability;

namespace LocalDataverse.Tests.Durability;

/// <summary>A log in memory: it outlives its organization, which is what a file does for a process.</summary>
internal sealed class MemoryLog : ITransactionLog
{
    private SortedDictionary<long, LoggedRow> rows = [];
    private Dictionary<int, string> names = [];
    private Dictionary<string, long> counters = [];
    private string? metadata;

    public int Transactions { get; private set; }

    /// <summary>Runs before a transaction is stored; what it throws, the log throws.</summary>
    public Action<LoggedTransaction>? Appending { get; set; }

    public LoggedContent? Load() =>
        metadata is null ? null : new LoggedContent([.. rows.Values], new Dictionary<int, string>(names), new Dictionary<string, long>(counters), metadata);

    /// <summary>What it holds now, for a second organization.</summary>
    public MemoryLog Copy() =>
        new()
        {
            rows = new(rows),
            names = new(names),
            counters = new(counters),
            metadata = metadata,
        };

    public void Append(LoggedTransaction transaction)
    {
        Appending?.Invoke(transaction);
        Transactions++;
        foreach (var row in transaction.Rows)
        {
            rows[row.Place] = row;
        }

        foreach (var (number, name) in transaction.Names)
        {
            names.Add(number, name);
        }

        foreach (var (name, value) in transaction.Counters)
        {
            counters[name] = value;
        }

        metadata = transaction.Metadata ?? metadata;
    }
}
