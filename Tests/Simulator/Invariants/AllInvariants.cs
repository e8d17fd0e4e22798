using System.Globalization;

namespace Simulator.Invariants;

/// <summary>What holds after every run, once all faults are over and mended and everything is quiet.</summary>
internal static class AllInvariants
{
    public static readonly Invariant OneLineForEachActual = new("every billed sales actual has one proposal line", OneLine);
    public static readonly Invariant DraftedIsBilled = new("what was drafted is billed, line by line", Drafted);
    public static readonly Invariant LinesAddUp = new("lines, header and voucher add up in three currencies", AddUp);
    public static readonly Invariant OneVoucherAndNumber = new("a posted invoice has one voucher and number, and its actuals carry it", OneVoucher);
    public static readonly Invariant NothingTwice = new("nothing is written twice with different values", state => state.Rewritten);
    public static readonly Invariant UnfinishedIsListed = new("what is unfinished has a reason and a next try", Unfinished);
    public static readonly Invariant BooksBalance = new("debits equal credits by voucher, currency and company", Balance);
    public static readonly Invariant SubledgersEqualLedger = new("subledgers equal the ledger", Subledgers);
    public static readonly Invariant NumbersHaveNoGap = new("invoice numbers are without a gap", Gaps);

    public static readonly IReadOnlyList<Invariant> All =
    [
        OneLineForEachActual,
        DraftedIsBilled,
        LinesAddUp,
        OneVoucherAndNumber,
        NothingTwice,
        UnfinishedIsListed,
        BooksBalance,
        SubledgersEqualLedger,
        NumbersHaveNoGap,
    ];

    public static IReadOnlyList<string> FaultsOf(EndState state) =>
        [.. All.SelectMany(invariant => invariant.Faults(state).Select(fault => $"{invariant.Name}: {fault}"))];

    private static IEnumerable<string> OneLine(EndState state)
    {
        var lines = state.Lines.ToLookup(line => line.Actual);
        foreach (var actual in state.Billed)
        {
            var count = lines[actual.Id].Count();
            if (count > 1 || (count == 0 && Explanation(state, actual.Invoice) is null))
            {
                yield return Text($"{actual.Invoice}: actual {actual.Id} has {count} lines");
            }
        }

        var billed = state.Billed.Select(actual => actual.Id).ToHashSet();
        foreach (var line in state.Lines.Where(line => !billed.Contains(line.Actual)))
        {
            yield return $"{line.Proposal}: a line of actual {line.Actual}, which is not billed";
        }
    }

    private static IEnumerable<string> Drafted(EndState state)
    {
        foreach (var drafted in state.Drafted)
        {
            var invoice = state.Invoices.Single(invoice => invoice.Number == drafted.Number);
            var billed = state.Billed.Where(actual => actual.Invoice == drafted.Number).Select(actual => actual.Amount).Order().ToList();
            var expected = drafted.Lines.Select(line => line.Amount).Order().ToList();
            if (invoice.IsConfirmed ? !billed.SequenceEqual(expected) : billed.Count > 0)
            {
                yield return Text($"{drafted.Number}: drafted {Join(expected)}, billed {Join(billed)}");
            }

            if (!invoice.IsPosted && Explanation(state, drafted.Number) is null)
            {
                yield return $"{drafted.Number}: not posted, and nobody says why";
            }
        }
    }

    private static IEnumerable<string> AddUp(EndState state)
    {
        foreach (var posted in state.Posted)
        {
            if (state.Drafted.SingleOrDefault(invoice => invoice.Number == posted.Proposal) is not { } drafted)
            {
                yield return $"{posted.Proposal}: posted, and nobody drafted it";
                continue;
            }

            var terms = drafted.Terms;
            var net = drafted.Lines.Sum(line => line.Amount);
            var tax = terms.Tax(net);
            var lines = state.Lines.Where(line => line.Proposal == posted.Proposal).ToList();
            var customer = state.Customers.Where(row => row.Voucher == posted.Voucher).ToList();
            var transactions = state.Transactions.Where(row => row.Voucher == posted.Voucher).ToList();
            (string What, decimal Expected, decimal Found)[] sums =
            [
                ("lines", net, lines.Sum(line => line.Amount)),
                ("tax of lines", tax, lines.Sum(line => line.Tax)),
                ("invoice", net + tax, posted.Amount),
                ("tax", tax, posted.Tax),
                ("customer", net + tax, customer.Sum(row => row.Amount)),
                ("transactions", net, transactions.Sum(row => row.Amount)),
                (
                    "transactions in accounting currency",
                    drafted.Lines.Sum(line => terms.Accounting(line.Amount)),
                    transactions.Sum(row => row.AccountingAmount)
                ),
                ("transactions in reporting currency", drafted.Lines.Sum(line => terms.Reporting(line.Amount)), transactions.Sum(row => row.ReportingAmount)),
                ("customer in accounting currency", terms.Accounting(net + tax), customer.Sum(row => row.AccountingAmount)),
                ("customer in reporting currency", terms.Reporting(net + tax), customer.Sum(row => row.ReportingAmount)),
                (
                    "written back in accounting currency",
                    drafted.Lines.Sum(line => terms.Accounting(line.Amount)),
                    state.Billed.Where(row => row.Invoice == posted.Proposal).Sum(row => row.AccountingAmount ?? 0m)
                ),
                ("tax written back", tax, state.Billed.Where(row => row.Invoice == posted.Proposal).Sum(row => row.Tax ?? 0m)),
            ];
            foreach (var (what, expected, found) in sums.Where(sum => sum.Expected != sum.Found))
            {
                yield return Text($"{posted.Proposal}: {what}: {found}, not {expected}");
            }
        }
    }

    private static IEnumerable<string> OneVoucher(EndState state)
    {
        foreach (var drafted in state.Drafted)
        {
            var posted = state.Posted.Where(row => row.Proposal == drafted.Number).ToList();
            var invoice = state.Invoices.Single(row => row.Number == drafted.Number);
            if (posted.Count > 1 || (invoice.IsPosted && posted.Count == 0))
            {
                yield return Text($"{drafted.Number}: posted {posted.Count} times");
            }

            foreach (var row in posted)
            {
                if (invoice.CustomerInvoiceNumber != row.InvoiceNumber)
                {
                    yield return $"{drafted.Number}: finance numbered it {row.InvoiceNumber}, Dataverse has {invoice.CustomerInvoiceNumber}";
                }

                foreach (var actual in state.Billed.Where(actual => actual.Invoice == drafted.Number && actual.Voucher != row.Voucher))
                {
                    yield return $"{drafted.Number}: voucher {row.Voucher}, actual {actual.Id} has {actual.Voucher}";
                }
            }
        }

        foreach (var twice in state.Posted.GroupBy(row => row.InvoiceNumber).Where(rows => rows.Count() > 1))
        {
            yield return $"{twice.Key} is the number of {string.Join(", ", twice.Select(row => row.Proposal))}";
        }
    }

    private static IEnumerable<string> Unfinished(EndState state) =>
        state
            .Unfinished.Where(work => string.IsNullOrWhiteSpace(work.Reason) || (work.Next is null && !work.WaitsForSomebody))
            .Select(work => Text($"{work.What}: {work.Reason ?? "no reason"}, next try {work.Next}"));

    private static IEnumerable<string> Balance(EndState state) =>
        state
            .Ledger.GroupBy(entry => (entry.Company, entry.Voucher, entry.Currency))
            .Select(voucher =>
                (
                    voucher.Key,
                    Amount: voucher.Sum(entry => entry.Amount),
                    Accounting: voucher.Sum(entry => entry.AccountingAmount),
                    Reporting: voucher.Sum(entry => entry.ReportingAmount)
                )
            )
            .Where(voucher => voucher is not (_, 0m, 0m, 0m))
            .Select(voucher => Text($"{voucher.Key}: {voucher.Amount}, {voucher.Accounting}, {voucher.Reporting}"));

    private static IEnumerable<string> Subledgers(EndState state)
    {
        foreach (var account in state.Customers.Select(row => row.Account).Distinct(StringComparer.Ordinal))
        {
            var subledger = state.Customers.Where(row => row.Account == account).ToList();
            var ledger = state.Ledger.Where(entry => entry.Account == account).ToList();
            var sub = (subledger.Sum(row => row.AccountingAmount), subledger.Sum(row => row.ReportingAmount));
            var main = (ledger.Sum(row => row.AccountingAmount), ledger.Sum(row => row.ReportingAmount));
            if (sub != main)
            {
                yield return Text($"{account}: customers {sub}, ledger {main}");
            }
        }
    }

    private static IEnumerable<string> Gaps(EndState state)
    {
        var numbers = state.Posted.Select(row => NumberOf(row.InvoiceNumber)).Order().ToList();
        for (var index = 1; index < numbers.Count; index++)
        {
            for (var missing = numbers[index - 1] + 1; missing < numbers[index]; missing++)
            {
                if (!state.LostNumbers.Contains(missing))
                {
                    yield return Text($"{missing} is missing");
                }
            }
        }
    }

    private static long NumberOf(string number) => long.Parse(string.Concat(number.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    /// <summary>Why an invoice is not through, as its user is told; null: nobody says.</summary>
    private static string? Explanation(EndState state, string number) =>
        state.Invoices.Single(invoice => invoice.Number == number).LastError
        ?? state.Proposals.SingleOrDefault(proposal => proposal.Number == number)?.WaitingReason
        ?? state.Unfinished.FirstOrDefault(work => work.Reason?.Contains(number, StringComparison.Ordinal) == true)?.Reason;

    private static string Join(IEnumerable<decimal> amounts) => string.Join(" ", amounts.Select(amount => Text($"{amount:0.####}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
