namespace ProjectInvoice.Finance.Storage;

/// <summary>What has to hold when a transaction is committed.</summary>
internal interface ICommitCheck
{
    /// <summary>Looks at what was written; what it throws refuses all of it.</summary>
    Task RequireAsync(CancellationToken cancellation);
}
