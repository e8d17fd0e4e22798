using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Adjusts the accounting of a posted cost or unbilled sales that is not invoiced: a new voucher takes its entries back and books them with the new dimensions,
/// on the same accounts and at the same rates. What was posted stays; the actual keeps its first voucher. The same values again change nothing.
/// </summary>
internal sealed class AdjustAccounting(FinanceDatabase database, PostingGate gate, TimeProvider clock)
{
    /// <summary>What the import of proposals and the posting of journals share, so that they never take over values that are just being adjusted.</summary>
    public const string Lock = "adjust accounting";

    /// <exception cref="FinanceRefusal">The transaction is unknown (<see cref="JournalErrors.UnknownTransaction"/>) or cannot be adjusted, or a value is not
    /// set up.</exception>
    public async Task<AdjustmentResult> AdjustAsync(Guid actual, AdjustmentRequest request, CancellationToken cancellation)
    {
        await gate.RequireOpenAsync(cancellation);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync(Lock, cancellation);
        var record = $"transaction {actual}";
        var before =
            await session.Query<ProjectTransaction>().SingleOrDefaultAsync(row => row.ActualId == actual, cancellation)
            ?? throw JournalErrors.UnknownTransaction.Refusal(record);
        await RequireAdjustableAsync(session, before, record, cancellation);
        var setUp = await HeldSetup.OfAsync(session, cancellation);
        var books = new CompanyBooks(setUp, setUp.Company(before.DataAreaId)!);
        var after = Adjusted(setUp, before, request, record);
        if ((before.Dimensions, before.SalesTaxGroup, before.ItemSalesTaxGroup) == (after.Dimensions, after.SalesTaxGroup, after.ItemSalesTaxGroup))
        {
            return Result(after, null);
        }

        await PriceAsync(session, setUp, books, before, after, record, cancellation);
        var voucher = await BookAsync(session, setUp, books.Company, before, after, record, cancellation);
        string[] columns =
        [
            nameof(after.Dimensions),
            nameof(after.SalesTaxGroup),
            nameof(after.ItemSalesTaxGroup),
            nameof(after.Amount),
            nameof(after.AccountingAmount),
            nameof(after.ReportingAmount),
        ];
        if (await session.Rows.UpdateAsync([after], columns, (nameof(after.InvoiceProposalId), null), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"{record} was invoiced meanwhile.");
        }

        await session.CommitAsync(cancellation);
        return Result(after, voucher);
    }

    private static async Task RequireAdjustableAsync(FinanceSession session, ProjectTransaction row, string record, CancellationToken cancellation)
    {
        if (row.Kind == ProjCDSTransType.BilledSales || row.InvoiceProposalId is not null)
        {
            throw JournalErrors.TransactionBilled.Refusal(record, row.InvoiceProposalId);
        }

        if (
            await session
                .Query<ProposalLine>()
                .Where(line => line.UnbilledActualId == row.ActualId)
                .Select(line => line.InvoiceProposalId)
                .FirstOrDefaultAsync(cancellation) is
            { } proposal
        )
        {
            throw JournalErrors.TransactionHeld.Refusal(record, proposal);
        }

        // One side adjusted alone would leave a balance on both.
        if (await ReversalAsync(session, row.ActualId, cancellation) is { } reversal)
        {
            throw JournalErrors.TransactionReversed.Refusal(record, reversal);
        }
    }

    private static async Task<string?> ReversalAsync(FinanceSession session, Guid actual, CancellationToken cancellation)
    {
        if ((await PostedReversals.FindAsync(session, [actual], cancellation)).TryGetValue(actual, out var reversing))
        {
            return $"Actual {reversing} has reversed it";
        }

        var reversed = (await Connections.OfAsync(session, [actual], cancellation)).Of(actual, RelationshipRole.Reversing, RelationshipRole.Original);
        return reversed.Select(original => $"It reverses actual {original}").FirstOrDefault();
    }

    private static ProjectTransaction Adjusted(SetupCatalog setUp, ProjectTransaction before, AdjustmentRequest request, string record)
    {
        var after = before.Copy();
        after.SalesTaxGroup = Chosen(request.SalesTaxGroup, before.SalesTaxGroup);
        after.ItemSalesTaxGroup = Chosen(request.ItemSalesTaxGroup, before.ItemSalesTaxGroup);
        TaxGroupCheck.Require(setUp, before.DataAreaId, after.SalesTaxGroup, after.ItemSalesTaxGroup, record);
        if (request.Dimensions is { } given)
        {
            var (dimensions, fault) = DimensionText.Read(setUp, before.DataAreaId, string.Join(';', given.Select(pair => $"{pair.Key}={pair.Value}")));
            after.Dimensions = fault is null ? dimensions : throw LedgerErrors.UnreadableDimensions.Refusal($"{record} field dimensions", fault);
        }

        return after;
    }

    private static string? Chosen(string? given, string? before) =>
        given is null ? before
        : given.Length == 0 ? null
        : given;

    // Where prices include sales tax, other tax groups leave another net amount.
    private static async Task PriceAsync(
        FinanceSession session,
        SetupCatalog setUp,
        CompanyBooks books,
        ProjectTransaction before,
        ProjectTransaction after,
        string record,
        CancellationToken cancellation
    )
    {
        if (
            (before.SalesTaxGroup, before.ItemSalesTaxGroup) == (after.SalesTaxGroup, after.ItemSalesTaxGroup)
            || before.Kind != ProjCDSTransType.Sales
            || before.ContractId is null
            || setUp.Contract(before.DataAreaId, before.ContractId)?.PricesIncludeSalesTax != true
        )
        {
            return;
        }

        var faults = new List<Fault>();
        var gross = await session.Query<ActualsImport>().Where(row => row.ActualId == before.ActualId).Select(row => row.Amount).SingleAsync(cancellation);
        var decimals = setUp.Currency(before.CurrencyId)!.Decimals;
        var tax = new SalesTaxRules(setUp, before.DataAreaId, before.AccountingDate, decimals).Included(
            gross,
            after.SalesTaxGroup,
            after.ItemSalesTaxGroup,
            faults
        );
        if (faults.Count > 0)
        {
            throw new FinanceRefusal(faults[0].At(record, "repeat the adjustment"));
        }

        var booked = books.Book(gross - tax, new RatePair(before.ExchangeRate, before.ReportingRate));
        after.Amount = Money.Normalize(booked.Transaction);
        after.AccountingAmount = booked.Accounting;
        after.ReportingAmount = booked.Reporting;
    }

    private async Task<string?> BookAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        ProjectTransaction before,
        ProjectTransaction after,
        string record,
        CancellationToken cancellation
    )
    {
        if (
            PostingRules.OfJournalLine(before.Kind, before.TransactionType, before.RevenueAccrued, before.CostToBalance) is not var (debit, credit)
            || (before.Dimensions == after.Dimensions && before.Amount == after.Amount)
        )
        {
            return null;
        }

        after.DebitAccount ??= setUp.Account(company.Id, debit);
        after.CreditAccount ??= setUp.Account(company.Id, credit);
        RequireDimensions(setUp, company, debit, after.DebitAccount, after.Dimensions, record);
        RequireDimensions(setUp, company, credit, after.CreditAccount, after.Dimensions, record);
        var date = OpenDate(setUp, company, record);
        var voucher = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.JournalVoucher, 1, record, cancellation))[0];
        var builder = new VoucherBuilder(setUp, company.Id, voucher, date, before.CurrencyId, null);
        foreach (var (row, sign) in new[] { (before, -1), (after, 1) })
        {
            var amount = new BookedAmount(sign * row.Amount, sign * row.AccountingAmount, sign * row.ReportingAmount);
            builder.Book(debit, after.DebitAccount!, amount, row.ProjectId, row.Dimensions, row.ActualId);
            builder.Book(credit, after.CreditAccount!, -amount, row.ProjectId, row.Dimensions, row.ActualId);
        }

        builder.Close(record);
        await RegisterAsync(session, company, voucher, date, record, cancellation);
        await session.Rows.InsertAsync(builder.Entries, cancellation);
        return voucher;
    }

    private static void RequireDimensions(SetupCatalog setUp, Company company, string postingType, string? account, string dimensions, string record)
    {
        if (DimensionSet.Faults(setUp, company.Id, postingType, account, dimensions).FirstOrDefault() is { } fault)
        {
            throw new FinanceRefusal(fault.MendedBy(JournalErrors.GiveOtherDimensions).At($"{record} field dimensions", "repeat the adjustment"));
        }
    }

    private static async Task RegisterAsync(
        FinanceSession session,
        Company company,
        string voucher,
        DateOnly date,
        string record,
        CancellationToken cancellation
    )
    {
        var registered = new LedgerVoucher
        {
            DataAreaId = company.Id,
            Voucher = voucher,
            AccountingDate = date,
        };
        if ((await session.Rows.InsertAsync([registered], cancellation)).Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.JournalVoucher, voucher, record);
        }
    }

    private DateOnly OpenDate(SetupCatalog setUp, Company company, string record)
    {
        var today = CompanyClock.Today(company, clock);
        return FiscalCalendar.IsOpen(setUp, company.Id, today)
            ? today
            : FiscalCalendar.NextOpenDate(setUp, company.Id, today)
                ?? throw JournalErrors.NoOpenDate.Refusal(record, FiscalCalendar.Explain(setUp, company.Id, today));
    }

    private static AdjustmentResult Result(ProjectTransaction row, string? voucher) =>
        new(row.ActualId, voucher, row.Dimensions, row.SalesTaxGroup, row.ItemSalesTaxGroup);
}
