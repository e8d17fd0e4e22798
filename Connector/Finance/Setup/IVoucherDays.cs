using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The accounting dates of what is posted, which forbid other currencies of a company and the loss of a period.</summary>
internal interface IVoucherDays
{
    Task<bool> AnyAsync(FinanceSession session, string company, CancellationToken cancellation);

    Task<IReadOnlyList<DateOnly>> WithinAsync(FinanceSession session, string company, DateOnly from, DateOnly to, CancellationToken cancellation);
}
