namespace LocalDataverse.Storage;

/// <summary>
/// All stores, one writer at a time. The writer holds <see cref="Begin"/>'s lock through its whole pipeline; readers see committed rows meanwhile.
/// <see cref="Sync"/> is held only for the single read, write, commit or rollback.
/// </summary>
internal sealed class Database
{
    private const string VersionCounter = "version";
    private const string IdCounter = "id";
    private const string SaltCounter = "salt";
    private const string SequenceCounter = "sequence ";
    private readonly Dictionary<string, TableStore> stores = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private readonly FairLock writer = new();
    private byte[] idSalt;
    private long lastVersion;
    private long committedVersion;
    private long lastId;

    public Database()
    {
        idSalt = Guid.NewGuid().ToByteArray();
    }

    private Database(Database original)
    {
        idSalt = original.idSalt;
        lastVersion = original.lastVersion;
        committedVersion = original.committedVersion;
        lastId = original.lastId;
        foreach (var entry in original.stores)
        {
            stores[entry.Key] = entry.Value.Copy();
        }

        foreach (var entry in original.sequences)
        {
            sequences[entry.Key] = entry.Value;
        }
    }

    public event Action<Transaction>? Committed;

    public object Sync { get; } = new();

    /// <summary>Null: nothing outlives the process.</summary>
    public ITransactionRecorder? Recorder { get; set; }

    public IReadOnlyCollection<TableStore> Stores => stores.Values;

    /// <summary>Every row version up to this one is visible to readers.</summary>
    public long CommittedVersion
    {
        get
        {
            lock (Sync)
            {
                return committedVersion;
            }
        }
    }

    /// <returns>Null: another transaction was open all the time.</returns>
    public Transaction? Begin(TimeSpan timeout) => writer.TryAcquire(timeout) ? new Transaction(this) : null;

    public TableStore Store(string table)
    {
        if (!stores.TryGetValue(table, out var store))
        {
            stores[table] = store = new TableStore(table);
        }

        return store;
    }

    public Row? Find(string table, Guid id, Transaction? transaction)
    {
        lock (Sync)
        {
            return Store(table).Find(id, transaction);
        }
    }

    public Row Write(string table, Guid id, object?[] values, Transaction transaction)
    {
        lock (Sync)
        {
            var row = new Row(id, values, ++lastVersion);
            var store = Store(table);
            transaction.Note(store, store.Write(id, row), lastVersion);
            return row;
        }
    }

    public void Delete(string table, Guid id, Transaction transaction)
    {
        lock (Sync)
        {
            var store = Store(table);
            transaction.Note(store, store.Write(id, null), ++lastVersion);
        }
    }

    /// <summary>Numbers are not given back by a rollback, as on the platform.</summary>
    public long NextNumber(string sequence)
    {
        lock (Sync)
        {
            sequences.TryGetValue(sequence, out var last);
            return sequences[sequence] = last + 1;
        }
    }

    /// <summary>Ids grow, so that the order by id is the order of creation; the salt keeps organizations apart.</summary>
    public Guid NewId()
    {
        lock (Sync)
        {
            var number = ++lastId;
            return new Guid(
                (int)(number >> 16),
                (short)number,
                (short)0x4000,
                0x80,
                idSalt[0],
                idSalt[1],
                idSalt[2],
                idSalt[3],
                idSalt[4],
                idSalt[5],
                idSalt[6]
            );
        }
    }

    public Database Copy()
    {
        lock (Sync)
        {
            return new Database(this);
        }
    }

    /// <summary>Every number that has to go on where it was.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Counters()
    {
        lock (Sync)
        {
            return
            [
                new(VersionCounter, lastVersion),
                new(IdCounter, lastId),
                new(SaltCounter, BitConverter.ToInt64(idSalt, 0)),
                .. sequences.Select(sequence => new KeyValuePair<string, long>(SequenceCounter + sequence.Key, sequence.Value)),
            ];
        }
    }

    public void SetCounters(IReadOnlyDictionary<string, long> counters)
    {
        lock (Sync)
        {
            lastVersion = committedVersion = counters[VersionCounter];
            lastId = counters[IdCounter];
            idSalt = BitConverter.GetBytes(counters[SaltCounter]);
            foreach (var counter in counters.Where(counter => counter.Key.StartsWith(SequenceCounter, StringComparison.Ordinal)))
            {
                sequences[counter.Key.Substring(SequenceCounter.Length)] = counter.Value;
            }
        }
    }

    internal void Ended(Transaction transaction, bool committed)
    {
        if (committed)
        {
            lock (Sync)
            {
                committedVersion = lastVersion;
            }
        }

        writer.Release();
        if (committed)
        {
            Committed?.Invoke(transaction);
        }
    }
}
