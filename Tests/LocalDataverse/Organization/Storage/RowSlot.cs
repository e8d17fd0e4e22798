namespace LocalDataverse.Storage;

/// <summary>A row's place: what everybody sees, and what the open transaction has made of it.</summary>
internal sealed class RowSlot(Guid id)
{
    public Guid Id { get; } = id;

    /// <summary>The row's number in the log; 0: it is not there yet.</summary>
    public long Place { get; set; }

    public Row? Committed { get; set; }

    /// <summary>Null while <see cref="IsDirty"/>: deleted by the open transaction.</summary>
    public Row? Pending { get; set; }

    public bool IsDirty { get; set; }

    public Row? SeenBy(Transaction? transaction) => IsDirty && transaction is not null ? Pending : Committed;
}
