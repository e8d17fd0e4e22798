using Finance.Posting;
using Finance.Proposals;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Finance.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Finance.Import;

/// <summary>
/// Adds the lines of a proposal: all of them in one transaction, or none. A proposal whose rows are not all there or not ready waits and says for what;
/// a faulty row stops its own proposal only.
/// </summary>
internal sealed class ProposalImport(FinanceDatabase database, TimeProvider clock)
{
    public async Task<int?> RunAsync(SetUpCatalogue setUp, Company company, string proposal, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Import proposal", proposal);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("proposal", company.Id, proposal, cancellation);
        var header = await session.Query<InvoiceProposal>()
            .SingleOrDefaultAsync(header => header.DataAreaId == company.Id && header.InvoiceProposalId == proposal && header.ProposalStatus == ProposalStatus.Open, cancellation);
        if (header is null)
        {
            step.Done(0);
            return null;
        }

        step.Correlate(header.CorrelationId);

        var faults = new List<FinanceMessage>();
        var (lines, waiting) = await LinesAsync(session, setUp, company, header, faults, cancellation);
        messages.AddRange(faults);
        var reason = waiting ?? faults.Select(fault => $"{fault.Record}: {fault.Text}").FirstOrDefault();
        if (reason is null)
        {
            await WriteAsync(session, header, lines, cancellation);
        }
        else if (reason != header.WaitingReason)
        {
            header.WaitingReason = reason;
            await session.Rows.UpdateAsync([header], [nameof(header.WaitingReason)], null, cancellation);
        }

        await session.CommitAsync(cancellation);
        step.Done(reason is null ? lines.Count : 0);
        return reason is null ? lines.Count : null;
    }

    private async Task<(List<ProposalLine> Lines, string? Waiting)> LinesAsync(
        FinanceSession session, SetUpCatalogue setUp, Company company, InvoiceProposal header, List<FinanceMessage> faults, CancellationToken cancellation)
    {
        var billed = await session.Query<ActualsImport>()
            .Where(row => row.DataAreaId == header.DataAreaId && row.InvoiceProposalId == header.InvoiceProposalId && row.TransactionType == ProjCDSTransType.BilledSales)
            .InCanonicalOrder().ToListAsync(cancellation);
        var chargeable = billed.FindAll(row => row.BillingType == ProjBillingType.Chargeable);
        if (chargeable.Count < header.BillableSalesActualCount || billed.Count == 0)
        {
            return ([], $"{chargeable.Count} of {header.BillableSalesActualCount} announced lines have arrived.");
        }

        if (chargeable.Count > header.BillableSalesActualCount || ProposalChecksum.Of(chargeable.Select(row => row.ActualId)) != header.HashedListOfBillableSalesActualIds)
        {
            faults.Add(new("PINV4021", header.InvoiceProposalId, $"The {chargeable.Count} chargeable rows that arrived are not the {header.BillableSalesActualCount} that the header announces. Send the invoice again."));
            return ([], null);
        }

        var sources = await LineSources.FindAsync(session, chargeable, cancellation);
        if (sources.Waiting(setUp, header, chargeable) is { } waiting)
        {
            return ([], waiting);
        }

        var lines = Decide(setUp, company, header, chargeable, sources, faults);
        if (faults.Count == 0)
        {
            await sources.OnAccount.HoldAsync(session, lines.Zip(chargeable), cancellation);
        }

        return (lines, null);
    }

    private List<ProposalLine> Decide(SetUpCatalogue setUp, Company company, InvoiceProposal header, List<ActualsImport> rows, LineSources sources, List<FinanceMessage> messages)
    {
        var faults = new List<Fault>();
        var customer = Payer.Of(setUp, header, faults);
        var invoiceDate = header.InvoiceDate ?? CompanyClock.Today(company, clock);
        var lines = new List<ProposalLine>(rows.Count);
        messages.AddRange(faults.Select(fault => fault.At(header.InvoiceProposalId)));
        var rules = customer is null ? null : new ProposalLineRules(setUp, header, customer, invoiceDate);
        for (var index = 0; index < rows.Count && rules is not null; index++)
        {
            var lineFaults = new List<Fault>();
            if (rules.Of(rows[index], index + 1, sources.Of(rows[index]), lineFaults) is { } line)
            {
                lines.Add(line);
            }

            messages.AddRange(lineFaults.Select(fault => fault.At($"{header.InvoiceProposalId} line {index + 1}")));
        }

        if (messages.Count == 0 && lines.Count > 0)
        {
            AddTax(setUp, header, lines, sources, invoiceDate, messages);
        }

        return lines;
    }

    private static void AddTax(SetUpCatalogue setUp, InvoiceProposal header, List<ProposalLine> lines, LineSources sources, DateOnly invoiceDate, List<FinanceMessage> messages)
    {
        var faults = new List<Fault>();
        var decimals = setUp.Currency(header.SalesCurrency)!.Decimals;
        SalesTax.Calculate(setUp, header, lines, sources.Posted, sources.CreditedTaxes, invoiceDate, decimals, faults);
        messages.AddRange(faults.Select(fault => fault.At(header.InvoiceProposalId)));
    }

    private static async Task WriteAsync(FinanceSession session, InvoiceProposal header, List<ProposalLine> lines, CancellationToken cancellation)
    {
        header.ProposalStatus = ProposalStatus.Ready;
        header.WaitingReason = null;
        header.SumTax = Money.Normalise(lines.Sum(line => line.SalesTaxAmount));
        header.InvoiceAmount = Money.Normalise(lines.Sum(line => line.NetAmount) + header.SumTax);
        var claimed = await session.Rows.UpdateAsync(
            [header],
            [nameof(header.ProposalStatus), nameof(header.WaitingReason), nameof(header.SumTax), nameof(header.InvoiceAmount)],
            (nameof(header.ProposalStatus), ProposalStatus.Open),
            cancellation);
        var doubles = await session.Rows.InsertAsync(lines, cancellation);
        if (doubles.Count > 0)
        {
            throw new FinanceRefusal("PINV4023", $"{header.InvoiceProposalId} line {doubles[0].LineNumber}", "What the line bills or credits stands on another proposal. Correct one of the two invoices.");
        }

        await session.Rows.UpdateAsync(
            lines.Select(line => new ActualsImport { DataAreaId = line.DataAreaId, ActualsImportId = line.ActualsImportId, ImportStatus = ImportStatus.Imported }),
            [nameof(ActualsImport.ImportStatus)], (nameof(ActualsImport.ImportStatus), ImportStatus.Staged), cancellation);
        if (claimed != 1)
        {
            throw new DbUpdateConcurrencyException($"Proposal {header.InvoiceProposalId} was taken by another import; it is left to that import.");
        }
    }
}
