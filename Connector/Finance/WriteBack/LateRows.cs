using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.WriteBack;

/// <summary>
/// Billed sales that arrive after their invoice was closed: those not charged get its voucher; a chargeable one was never announced and is reported.
/// </summary>
internal sealed class LateRows(FinanceDatabase database, IPostingOutbox outbox)
{
    public async Task WriteBackAsync(SetupCatalog setUp, Company company, string? proposal, List<Fault> found, CancellationToken cancellation)
    {
        foreach (var late in await FindAsync(company, proposal, cancellation))
        {
            await using var session = await database.BeginAsync(cancellation);
            await session.LockAsync("proposal", company.Id, late, cancellation);
            var header = await session
                .Query<InvoiceProposal>()
                .SingleAsync(header => header.DataAreaId == company.Id && header.InvoiceProposalId == late, cancellation);
            var faults = new List<Fault>();
            var lines = await RateAsync(session, setUp, company, header, faults, cancellation) is { } rate
                ? await NotChargedRows.WriteBackAsync(session, company.Id, late, header.LedgerVoucher!, rate, cancellation)
                : [];
            found.AddRange(faults.Select(fault => fault.At(late, "run the import again")));
            if (lines.Count > 0)
            {
                await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, lines, "late " + lines[0].ActualsImportId), cancellation);
            }

            var unannounced = await session
                .Query<ActualsImport>()
                .Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == late && row.TransactionType == ProjCDSTransType.BilledSales)
                .Where(row => row.BillingType == ProjBillingType.Chargeable && row.ImportStatus == ImportStatus.Staged)
                .OrderBy(row => row.ActualId)
                .Select(row => row.ActualId)
                .ToListAsync(cancellation);
            found.AddRange(unannounced.Select(id => WriteBackErrors.Unannounced.For($"{late} actual {id}")));
            await session.CommitAsync(cancellation);
        }
    }

    /// <summary>The rate of the invoice as it was posted; of one that charges nothing, that of its accounting date.</summary>
    private static async Task<decimal?> RateAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        InvoiceProposal header,
        List<Fault> faults,
        CancellationToken cancellation
    )
    {
        var posted = await session
            .Query<PostedInvoice>()
            .Where(invoice => invoice.DataAreaId == header.DataAreaId && invoice.ProjInvoiceId == header.ProjInvoiceId)
            .Select(invoice => (decimal?)invoice.ExchangeRate)
            .SingleOrDefaultAsync(cancellation);
        return posted
            ?? new RateTable(setUp)
                .Find(company, header.ProjectContractId, header.SalesCurrency, (header.PostedAccountingDate ?? header.PostedInvoiceDate)!.Value, faults)
                ?.Accounting;
    }

    private async Task<List<string>> FindAsync(Company company, string? proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var closed = context
            .Set<InvoiceProposal>()
            .Where(header =>
                header.DataAreaId == company.Id
                && (header.ProposalStatus == ProposalStatus.Posted || header.ProposalStatus == ProposalStatus.NothingToInvoice)
                && (proposal == null || header.InvoiceProposalId == proposal)
            );
        return await context
            .Set<ActualsImport>()
            .Where(row => row.ImportStatus == ImportStatus.Staged && row.DataAreaId == company.Id && row.TransactionType == ProjCDSTransType.BilledSales)
            .Where(row => closed.Any(header => header.InvoiceProposalId == row.InvoiceProposalId))
            .Select(row => row.InvoiceProposalId!)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancellation);
    }
}
