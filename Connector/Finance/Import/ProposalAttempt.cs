using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// One attempt to add all lines of an open proposal, page by page: it needs the memory of a page and of the ids, however long the invoice is.
/// The first thing that does not hold ends the writing; what was written is left to be rolled back.
/// </summary>
/// <param name="session">The transaction, which holds the proposal.</param>
/// <param name="header">The proposal.</param>
/// <param name="today">The invoice date where the header has none.</param>
internal sealed class ProposalAttempt(FinanceSession session, SetupCatalog setUp, InvoiceProposal header, DateOnly today)
{
    /// <summary>More faults of one invoice would not be read.</summary>
    private const int MostFaults = 100;

    private const string Again = "run the import again";

    private readonly List<Fault> faults = [];
    private readonly List<Fault> taxFaults = [];
    private readonly int decimals = setUp.Currency(header.SalesCurrency)?.Decimals ?? 0;
    private string? waiting;
    private bool usesRetainer;
    private decimal net;
    private decimal tax;

    public IReadOnlyList<Fault> Faults => faults;

    public int LineCount { get; private set; }

    /// <summary>Why the attempt failed.</summary>
    public string Reason => waiting ?? faults.Select(fault => $"{fault.Record}: {fault.Text}").FirstOrDefault() ?? string.Empty;

    private bool HasFailed => waiting is not null || faults.Count > 0;

    /// <summary>Whether every line was added and the proposal is ready.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var rows = await BilledRows.ReadAsync(session, header, cancellation);
        CheckArrival(rows);
        if (!HasFailed)
        {
            await CheckRestAsync(rows, cancellation);
        }

        var faults = new List<Fault>();
        if (!HasFailed && Payer.Of(setUp, header, faults) is { } customer)
        {
            await AddLinesAsync(rows, customer, cancellation);
            header.DueDate = ProposalDueDate.Of(setUp, header, customer, ProposalDates.OfInvoice(header, today), today);
        }

        this.faults.AddRange(faults.Concat(taxFaults).Select(fault => fault.At(header.InvoiceProposalId, Again)));
        if (!HasFailed)
        {
            await MakeReadyAsync(cancellation);
        }

        return !HasFailed;
    }

    private void CheckArrival(BilledRows rows)
    {
        var arrived = rows.Chargeable.Count;
        var announced = header.BillableSalesActualCount;
        if (arrived < announced || arrived + rows.NotCharged.Count == 0)
        {
            waiting = $"{arrived} of {announced} announced lines have arrived.";
        }
        else if (arrived > announced || ProposalChecksum.Of(rows.Chargeable) != header.HashedListOfBillableSalesActualIds)
        {
            faults.Add(ImportErrors.OtherRows.For(header.InvoiceProposalId, arrived, announced));
        }
    }

    private async Task CheckRestAsync(BilledRows rows, CancellationToken cancellation)
    {
        if (rows.Chargeable.Count > 0 && await rows.FindUnpostedRestAsync(cancellation) is { } rest)
        {
            waiting = $"What an edit left over, actual {rest}, is not posted. Post the integration journal, then run the import again.";
        }
    }

    private async Task AddLinesAsync(BilledRows rows, Customer customer, CancellationToken cancellation)
    {
        var date = ProposalDates.OfInvoice(header, today);
        var rules = new ProposalLineRules(setUp, header, customer, ProposalDates.OfAccounting(header, date));
        var taxes = new LineTax(setUp, header, date, decimals, RetainerShares.None);
        var totals = new SalesTaxTotals(decimals, null);
        await foreach (var page in rows.PagesAsync(cancellation))
        {
            var sources = await LineSources.FindAsync(session, header, page, cancellation);
            var lines = Lines(page, sources, rules);
            if (waiting is not null || faults.Count >= MostFaults)
            {
                return;
            }

            if (!HasFailed)
            {
                AddTaxes(lines, sources, taxes, totals);
                await WriteAsync(page, sources, lines, customer.Account, cancellation);
            }
        }

        if (!HasFailed)
        {
            totals.Close();
            await SettleAsync(totals, cancellation);
            await SettleRetainersAsync(date, cancellation);
        }
    }

    private List<ProposalLine> Lines(IReadOnlyList<ActualsImport> page, LineSources sources, ProposalLineRules rules)
    {
        var lines = new List<ProposalLine>(page.Count);
        foreach (var row in page)
        {
            LineCount++;
            if (sources.TakenBack(row) is { } takenBack)
            {
                this.faults.Add(takenBack.At($"{header.InvoiceProposalId} line {LineCount}", Again));
                continue;
            }

            if (sources.Waiting(setUp, header, row) is { } waiting)
            {
                this.waiting ??= $"Line {LineCount} {waiting}";
                break;
            }

            var faults = new List<Fault>();
            if (rules.Of(row, LineCount, sources.Of(row), faults) is { } line)
            {
                usesRetainer |= line.TakesFromRetainer();
                lines.Add(line);
            }

            this.faults.AddRange(faults.Select(fault => fault.At($"{header.InvoiceProposalId} line {LineCount}", Again)));
        }

        return lines;
    }

    private void AddTaxes(List<ProposalLine> lines, LineSources sources, LineTax taxes, SalesTaxTotals totals)
    {
        // What is taken from a retainer is known when all lines are there.
        foreach (var line in lines.Where(line => !line.TakesFromRetainer()))
        {
            var taxed = taxes.Of(
                line,
                line.CreditedActualId is { } credited ? sources.Transaction(credited) : null,
                sources.PostedTaxesOf(line),
                null,
                taxFaults
            );
            totals.Add(taxed);
            line.NetAmount = taxed.NetAmount;
            line.SalesTaxAmount = taxed.Tax;
            net += line.NetAmount;
            tax += line.SalesTaxAmount;
        }
    }

    private async Task WriteAsync(
        IReadOnlyList<ActualsImport> page,
        LineSources sources,
        List<ProposalLine> lines,
        string payer,
        CancellationToken cancellation
    )
    {
        await sources.OnAccount.HoldAsync(session, lines.Zip(page), payer, cancellation);
        var doubles = await session.Rows.InsertAsync(lines, cancellation);
        foreach (var line in doubles)
        {
            faults.Add(ImportErrors.BilledTwice.For($"{header.InvoiceProposalId} line {line.LineNumber}", await HolderAsync(line, cancellation)));
        }

        var taken = await session.Rows.UpdateAsync(
            lines.Select(line => new ActualsImport
            {
                DataAreaId = line.DataAreaId,
                ActualsImportId = line.ActualsImportId,
                ImportStatus = ImportStatus.Imported,
            }),
            [nameof(ActualsImport.ImportStatus)],
            (nameof(ActualsImport.ImportStatus), ImportStatus.Staged),
            cancellation
        );
        if (taken != lines.Count)
        {
            throw new DbUpdateConcurrencyException($"Rows of proposal {header.InvoiceProposalId} were taken by another import; it is left to that import.");
        }
    }

    private Task<string?> HolderAsync(ProposalLine line, CancellationToken cancellation) =>
        session
            .Query<ProposalLine>()
            .Where(other =>
                other.ActualId == line.ActualId
                || (line.UnbilledActualId != null && other.UnbilledActualId == line.UnbilledActualId)
                || (line.CreditedActualId != null && other.CreditedActualId == line.CreditedActualId)
            )
            .Select(other => other.InvoiceProposalId)
            .FirstOrDefaultAsync(cancellation);

    // What the taxes of the lines are off the tax of their sum goes to the largest line of each code.
    private async Task SettleAsync(SalesTaxTotals totals, CancellationToken cancellation)
    {
        var differences = totals.Differences;
        var numbers = differences.Keys.ToList();
        var lines = await session
            .Query<ProposalLine>()
            .Where(line =>
                line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId && EF.Parameter(numbers).Contains(line.LineNumber)
            )
            .ToListAsync(cancellation);
        foreach (var line in lines)
        {
            var difference = differences[line.LineNumber];
            var included = setUp.Contract(line.DataAreaId, line.ContractId ?? header.ProjectContractId)?.PricesIncludeSalesTax == true;
            line.SalesTaxAmount = Money.Normalize(line.SalesTaxAmount + difference);
            line.NetAmount = included ? Money.Normalize(line.Amount - line.SalesTaxAmount) : line.NetAmount;
            tax += difference;
            net -= included ? difference : 0m;
        }

        await session.Rows.UpdateAsync(lines, [nameof(ProposalLine.SalesTaxAmount), nameof(ProposalLine.NetAmount)], null, cancellation);
    }

    private async Task SettleRetainersAsync(DateOnly date, CancellationToken cancellation)
    {
        if (!usesRetainer || taxFaults.Count > 0)
        {
            return;
        }

        try
        {
            await ProposalTotals.RecalculateAsync(session, setUp, header, date, cancellation);
            (net, tax) = (header.InvoiceAmount - header.SumTax, header.SumTax);
        }
        catch (FinanceRefusal refusal)
        {
            faults.AddRange(refusal.Faults);
        }
    }

    private async Task MakeReadyAsync(CancellationToken cancellation)
    {
        header.ProposalStatus = ProposalStatus.Ready;
        header.WaitingReason = null;
        header.SumTax = Money.Normalize(tax);
        header.InvoiceAmount = Money.Normalize(net + tax);
        string[] columns =
        [
            nameof(header.ProposalStatus),
            nameof(header.WaitingReason),
            nameof(header.SumTax),
            nameof(header.InvoiceAmount),
            nameof(header.DueDate),
        ];
        if (await session.Rows.UpdateAsync([header], columns, (nameof(header.ProposalStatus), ProposalStatus.Open), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"Proposal {header.InvoiceProposalId} was taken by another import; it is left to that import.");
        }
    }
}
