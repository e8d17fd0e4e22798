namespace LocalDataverse.Durability;

/// <summary>
/// Keeps what an organization has committed beyond the life of its process. The organization encodes rows itself; a log stores bytes and gives them back.
/// Called by one thread at a time.
/// </summary>
public interface ITransactionLog
{
    /// <summary>Everything appended so far; null: nothing yet.</summary>
    LoggedContent? Load();

    /// <summary>Stores a transaction, all of it or nothing, before anybody sees it. An exception takes the transaction back.</summary>
    void Append(LoggedTransaction transaction);
}
