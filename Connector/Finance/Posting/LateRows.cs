using Finance.Callbacks;
using Finance.Proposals;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting;

/// <summary>Billed sales that arrive after their invoice was closed: those not charged get its voucher; a chargeable one was never announced and is reported.</summary>
internal sealed class LateRows(FinanceDatabase database, CallbackOutbox outbox)
{
    public async Task WriteBackAsync(SetUpCatalogue setUp, Company company, string? proposal, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        foreach (var late in await FindAsync(company, proposal, cancellation))
        {
            await using var session = await database.BeginAsync(cancellation);
            await session.LockAsync("proposal", company.Id, late, cancellation);
            var header = await session.Query<InvoiceProposal>().SingleAsync(header => header.DataAreaId == company.Id && header.InvoiceProposalId == late, cancellation);
            var rate = await session.Query<ActualsImport>().Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == late && row.VoucherNumber == header.LedgerVoucher)
                .OrderBy(row => row.ActualId).Select(row => row.ExchangeRate).FirstOrDefaultAsync(cancellation);
            var lines = await NotChargedRows.WriteBackAsync(session, company.Id, late, header.LedgerVoucher!, rate ?? 1m, cancellation);
            if (lines.Count > 0)
            {
                await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, lines, "late " + lines[0].ActualsImportId), cancellation);
            }

            var unannounced = await session.Query<ActualsImport>()
                .Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == late && row.TransactionType == ProjCDSTransType.BilledSales)
                .Where(row => row.BillingType == ProjBillingType.Chargeable && row.ImportStatus == ImportStatus.Staged)
                .OrderBy(row => row.ActualId).Select(row => row.ActualId).ToListAsync(cancellation);
            messages.AddRange(unannounced.Select(id => new FinanceMessage("PINV4025", $"{late} actual {id}", "The row arrived after its invoice was posted and was not announced by it. Compare the invoice on both sides, then correct it there.")));
            await session.CommitAsync(cancellation);
        }
    }

    private async Task<List<string>> FindAsync(Company company, string? proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var closed = context.Set<InvoiceProposal>().Where(header =>
            header.DataAreaId == company.Id && (header.ProposalStatus == ProposalStatus.Posted || header.ProposalStatus == ProposalStatus.NothingToInvoice) && (proposal == null || header.InvoiceProposalId == proposal));
        return await context.Set<ActualsImport>()
            .Where(row => row.ImportStatus == ImportStatus.Staged && row.DataAreaId == company.Id && row.TransactionType == ProjCDSTransType.BilledSales)
            .Where(row => closed.Any(header => header.InvoiceProposalId == row.InvoiceProposalId))
            .Select(row => row.InvoiceProposalId!).Distinct().OrderBy(id => id).ToListAsync(cancellation);
    }
}
