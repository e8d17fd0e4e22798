using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.WriteBack;

/// <summary>Takes what is told about a posting, in the transaction of that posting: it goes out if that is committed, and only then.</summary>
internal interface IPostingOutbox
{
    Task AddAsync(FinanceSession session, PostingCallback posting, CancellationToken cancellation);
}
