namespace ProjectInvoice.Finance.Identity;

/// <summary>What the connector was told of these books, as it remembers it.</summary>
internal interface IToldNumbers
{
    /// <summary>Whether there is a connector that keeps the numbers it is told.</summary>
    bool AreKept { get; }

    /// <exception cref="FinanceRefusal">There was no such answer, or the connector works for other books.</exception>
    Task<ToldNumbers> AskAsync(Guid source, CancellationToken cancellation);
}
