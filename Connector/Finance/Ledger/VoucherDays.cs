using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class VoucherDays : IVoucherDays
{
    public Task<bool> AnyAsync(FinanceSession session, string company, CancellationToken cancellation) =>
        session.Query<LedgerVoucher>().AnyAsync(voucher => voucher.DataAreaId == company, cancellation);

    public async Task<IReadOnlyList<DateOnly>> WithinAsync(
        FinanceSession session,
        string company,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        await session
            .Query<LedgerVoucher>()
            .Where(voucher => voucher.DataAreaId == company && voucher.AccountingDate >= from && voucher.AccountingDate <= to)
            .Select(voucher => voucher.AccountingDate)
            .Distinct()
            .ToListAsync(cancellation);
}
