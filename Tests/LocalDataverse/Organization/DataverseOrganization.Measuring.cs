namespace LocalDataverse;

public sealed partial class DataverseOrganization
{
    /// <summary>Null: nobody measures.</summary>
    public IPluginCallObserver? PluginCallObserver { get; set; }

    /// <summary>The row version that readers see last; versions grow with every change.</summary>
    public long CommittedVersion => Database.CommittedVersion;

    /// <summary>How many rows of each table were created or changed after a row version, however often each of them was written.</summary>
    public IReadOnlyDictionary<string, int> CountRowsChangedSince(long version)
    {
        lock (Database.Sync)
        {
            return Database
                .Stores.Select(store => (store.Table, Count: store.Slots.Count(slot => slot.Committed is { } row && row.Version > version)))
                .Where(table => table.Count > 0)
                .ToDictionary(table => table.Table, table => table.Count, StringComparer.Ordinal);
        }
    }
}
