using Simulator.Faults;
using Simulator.Invariants;
using Simulator.Runs;

namespace Simulator.Tests;

/// <summary>Each invariant sees the end state that it is there for, and no other invariant has to.</summary>
[TestClass]
public sealed class When_an_end_state_is_spoiled
{
    private static readonly Lazy<Task<EndState>> Right = new(ReadAsync);

    [TestMethod]
    public async Task Unspoiled_it_is_right() => Assert.AreEqual(string.Empty, string.Join('\n', AllInvariants.FaultsOf(await Right.Value)));

    [TestMethod]
    public async Task A_line_that_stands_twice_is_seen() =>
        await SeenAsync(AllInvariants.OneLineForEachActual, state => state with { Lines = [.. state.Lines, state.Lines[0]] });

    [TestMethod]
    public async Task A_line_that_is_gone_is_seen() =>
        await SeenAsync(AllInvariants.OneLineForEachActual, state => state with { Lines = [.. state.Lines.Skip(1)] });

    [TestMethod]
    public async Task A_line_of_nothing_is_seen() =>
        await SeenAsync(AllInvariants.OneLineForEachActual, state => state with { Lines = [.. state.Lines, state.Lines[0] with { Actual = Guid.Empty }] });

    [TestMethod]
    public async Task A_billed_actual_that_is_gone_is_seen() =>
        await SeenAsync(AllInvariants.DraftedIsBilled, state => state with { Billed = [.. state.Billed.Skip(1)] });

    [TestMethod]
    public async Task An_invoice_that_silently_stays_is_seen() =>
        await SeenAsync(AllInvariants.DraftedIsBilled, state => state with { Invoices = [.. state.Invoices.Select(row => row with { IsPosted = false })] });

    [TestMethod]
    public async Task A_cent_of_a_line_is_seen() =>
        await SeenAsync(AllInvariants.LinesAddUp, state => state with { Lines = Changed(state.Lines, row => row with { Amount = row.Amount + 0.01m }) });

    [TestMethod]
    public async Task A_cent_of_tax_is_seen() =>
        await SeenAsync(AllInvariants.LinesAddUp, state => state with { Lines = Changed(state.Lines, row => row with { Tax = row.Tax - 0.01m }) });

    [TestMethod]
    public async Task A_cent_of_the_header_is_seen() =>
        await SeenAsync(AllInvariants.LinesAddUp, state => state with { Posted = Changed(state.Posted, row => row with { Amount = row.Amount + 0.01m }) });

    [TestMethod]
    public async Task A_cent_of_the_accounting_currency_is_seen() =>
        await SeenAsync(
            AllInvariants.LinesAddUp,
            state => state with { Transactions = state.Transactions.Select(row => row with { AccountingAmount = row.AccountingAmount + 0.01m }).ToList() }
        );

    [TestMethod]
    public async Task A_cent_of_the_reporting_currency_is_seen() =>
        await SeenAsync(
            AllInvariants.LinesAddUp,
            state => state with { Transactions = state.Transactions.Select(row => row with { ReportingAmount = row.ReportingAmount - 0.01m }).ToList() }
        );

    [TestMethod]
    public async Task A_cent_written_back_is_seen() =>
        await SeenAsync(AllInvariants.LinesAddUp, state => state with { Billed = Changed(state.Billed, row => row with { AccountingAmount = 0.01m }) });

    [TestMethod]
    public async Task An_invoice_that_is_posted_twice_is_seen() =>
        await SeenAsync(
            AllInvariants.OneVoucherAndNumber,
            state => state with { Posted = [.. state.Posted, state.Posted[0] with { InvoiceNumber = "INV-999999", Voucher = "other" }] }
        );

    [TestMethod]
    public async Task A_number_that_two_invoices_bear_is_seen() =>
        await SeenAsync(AllInvariants.OneVoucherAndNumber, state => state with { Posted = [.. state.Posted, state.Posted[0] with { Proposal = "another" }] });

    [TestMethod]
    public async Task Another_number_in_Dataverse_is_seen() =>
        await SeenAsync(
            AllInvariants.OneVoucherAndNumber,
            state => state with { Invoices = Changed(state.Invoices, row => row with { CustomerInvoiceNumber = "INV-999999" }) }
        );

    [TestMethod]
    public async Task An_actual_without_the_voucher_is_seen() =>
        await SeenAsync(AllInvariants.OneVoucherAndNumber, state => state with { Billed = Changed(state.Billed, row => row with { Voucher = null }) });

    [TestMethod]
    public async Task A_value_that_was_overwritten_is_seen() =>
        await SeenAsync(AllInvariants.NothingTwice, state => state with { Rewritten = ["actual 1: A became B"] });

    [TestMethod]
    public async Task Work_without_a_reason_is_seen() =>
        await SeenAsync(AllInvariants.UnfinishedIsListed, state => state with { Unfinished = [new WorkRow("message 1", null, DateTime.UnixEpoch, false)] });

    [TestMethod]
    public async Task Work_without_a_next_try_is_seen() =>
        await SeenAsync(AllInvariants.UnfinishedIsListed, state => state with { Unfinished = [new WorkRow("message 1", "finance is away", null, false)] });

    [TestMethod]
    public async Task A_voucher_that_does_not_balance_is_seen() =>
        await SeenAsync(
            AllInvariants.BooksBalance,
            state => state with { Ledger = Changed(state.Ledger, row => row with { ReportingAmount = row.ReportingAmount + 0.01m }) }
        );

    [TestMethod]
    public async Task A_customer_of_whom_the_ledger_knows_nothing_is_seen() =>
        await SeenAsync(AllInvariants.SubledgersEqualLedger, state => state with { Customers = [.. state.Customers, state.Customers[0]] });

    [TestMethod]
    public async Task A_number_that_is_missing_is_seen() =>
        await SeenAsync(
            AllInvariants.NumbersHaveNoGap,
            state => state with { Posted = [.. state.Posted, state.Posted[0] with { InvoiceNumber = "INV-000999" }] }
        );

    private static async Task<EndState> ReadAsync()
    {
        for (var seed = 1; ; seed++)
        {
            var result = await SharedWorld.RunAsync(seed, new RunOptions { Faults = new HashSet<Fault>() });
            if (result.State.Posted.Count > 1)
            {
                return result.State;
            }
        }
    }

    private static List<T> Changed<T>(IReadOnlyList<T> rows, Func<T, T> change) => [change(rows[0]), .. rows.Skip(1)];

    private static async Task SeenAsync(Invariant invariant, Func<EndState, EndState> spoil)
    {
        var state = spoil(await Right.Value);

        var faults = invariant.Faults(state).ToList();

        Assert.IsNotEmpty(faults, invariant.Name);
    }
}
