namespace LocalDataverse.Storage;

/// <summary>Keeps each transaction before anybody sees it. What it throws takes the transaction back.</summary>
internal interface ITransactionRecorder
{
    void Record(IReadOnlyList<WrittenRow> written);
}
