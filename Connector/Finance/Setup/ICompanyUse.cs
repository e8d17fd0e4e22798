using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>What is kept of a company elsewhere, which forbids leaving it out of the set-up.</summary>
internal interface ICompanyUse
{
    Task<bool> HasTransactionsAsync(FinanceSession session, string company, CancellationToken cancellation);
}
