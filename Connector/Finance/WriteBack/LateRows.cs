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
            var closing = Closing.Of(header);
            var faults = new List<Fault>();
            var lines = await RateAsync(session, setUp, company, header, closing.AccountingDate, faults, cancellation) is { } rate
                ? await NotChargedRows.WriteBackAsync(session, company.Id, late, closing.Voucher, rate, cancellation)
                : [];
            found.AddRange(faults.Select(fault => fault.At(late, "run the import again")));
            if (lines.Count > 0)
            {
                await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, lines, "late " + lines[0].ActualsImportId), cancellation);
            }

            found.AddRange(await UnannouncedAsync(session, company, late, cancellation));
            await session.CommitAsync(cancellation);
        }
    }

    private static async Task<List<Fault>> UnannouncedAsync(FinanceSession session, Company company, string proposal, CancellationToken cancellation)
    {
        var unannounced = await session
            .Query<ActualsImport>()
            .Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == proposal && row.TransactionType == ProjCDSTransType.BilledSales)
            .Where(row => row.BillingType == ProjBillingType.Chargeable && row.ImportStatus == ImportStatus.Staged)
            .OrderBy(row => row.ActualId)
            .Select(row => row.ActualId)
            .ToListAsync(cancellation);
        return unannounced.ConvertAll(id => WriteBackErrors.Unannounced.For($"{proposal} actual {id}"));
    }

    /// <summary>The rate of the invoice as it was posted; of one that charges nothing, that of its accounting date.</summary>
    private static async Task<decimal?> RateAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        InvoiceProposal header,
        DateOnly accountingDate,
        List<Fault> faults,
        CancellationToken cancellation
    )
    {
        var posted = await session
            .Query<PostedInvoice>()
            .Where(invoice => invoice.DataAreaId == header.DataAreaId && invoice.ProjInvoiceId == header.ProjInvoiceId)
            .Select(invoice => (decimal?)invoice.ExchangeRate)
            .SingleOrDefaultAsync(cancellation);
        return posted ?? new RateTable(setUp).Find(company, header.ProjectContractId, header.SalesCurrency, accountingDate, faults)?.Accounting;
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

    /// <summary>What every closed proposal has, posted or not.</summary>
    private sealed record Closing(string Voucher, DateOnly AccountingDate)
    {
        public static Closing Of(InvoiceProposal header) =>
            header.LedgerVoucher is { } voucher && (header.PostedAccountingDate ?? header.PostedInvoiceDate) is { } date
                ? new Closing(voucher, date)
                : throw new InvalidOperationException($"Proposal {header.InvoiceProposalId} is closed and has no voucher or no date.");
    }
}
