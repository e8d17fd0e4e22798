namespace ProjectInvoice.Finance.Identity;

/// <summary>What the connector was told of these books, as it remembers it.</summary>
internal interface IToldNumbers
{
    /// <summary>Whether there is a connector that keeps the numbers it is told.</summary>
    bool AreKept { get; }

    /// <param name="source">The id of these books.</param>
    /// <param name="again">Whether these books have been answered since they were started. The first time the connector looks for what they lost.</param>
    /// <exception cref="FinanceRefusal">There was no such answer, or the connector works for other books.</exception>
    Task<ToldNumbers> AskAsync(Guid source, bool again, CancellationToken cancellation);
}
