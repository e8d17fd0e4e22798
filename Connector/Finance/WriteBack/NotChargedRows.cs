using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.WriteBack;

/// <summary>The billed sales of an invoice that are not charged: they get its voucher, amount 0 and tax 0, and no ledger entry.</summary>
internal static class NotChargedRows
{
    /// <summary>Writes back on the rows that wait for it and returns their callback lines.</summary>
    public static async Task<List<PostingCallbackLine>> WriteBackAsync(
        FinanceSession session,
        string company,
        string proposal,
        string voucher,
        decimal rate,
        CancellationToken cancellation
    )
    {
        var rows = await session
            .Query<ActualsImport>()
            .Where(row => row.DataAreaId == company && row.InvoiceProposalId == proposal && row.TransactionType == ProjCDSTransType.BilledSales)
            .Where(row => row.BillingType != ProjBillingType.Chargeable && row.ImportStatus == ImportStatus.Staged)
            .OrderBy(row => row.ActualId)
            .Select(row => new ActualsImport { DataAreaId = row.DataAreaId, ActualsImportId = row.ActualsImportId })
            .ToListAsync(cancellation);
        foreach (var row in rows)
        {
            row.VoucherNumber = voucher;
            row.ExchangeRate = rate;
            row.AccountingAmount = 0m;
            row.SalesTaxAmount = 0m;
            row.ImportStatus = ImportStatus.Posted;
        }

        await session.Rows.UpdateAsync(rows, WrittenBack.Columns, null, cancellation);
        return rows.ConvertAll(row => new PostingCallbackLine(row.ActualsImportId, voucher, rate, 0m, 0m, 0m));
    }
}
