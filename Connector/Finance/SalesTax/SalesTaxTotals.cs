using ProjectInvoice.Finance.Rates;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>
/// The taxes of a whole invoice: what the lines of a code and percentage are off the tax of their sum goes to the largest line, in invoice currency and, where
/// rates are known, in accounting and reporting currency too. First every line is added, then the totals are closed, then every line is settled; no line is
/// kept in between. What credits a line or uses a retainer stays as it was posted.
/// </summary>
/// <param name="decimals">Decimals of the invoice currency.</param>
/// <param name="books">Books the taxes; null where only invoice currency counts.</param>
internal sealed class SalesTaxTotals(int decimals, CompanyBooks? books)
{
    private readonly Dictionary<(string Code, decimal Percent), CodeTotal> codes = [];

    public void Add(TaxedAmount line)
    {
        if (line.TakesBack)
        {
            return;
        }

        var divisor = line.Included ? 100m + line.Taxes.Sum(tax => tax.Percent) : 100m;
        foreach (var tax in line.Taxes)
        {
            if (!codes.TryGetValue(KeyOf(tax), out var code))
            {
                codes[KeyOf(tax)] = code = new CodeTotal(tax.Percent);
            }

            code.Amounts[divisor] = code.Amounts.GetValueOrDefault(divisor) + line.Amount;
            code.Tax += tax.TaxAmount;
            code.Largest.Offer(line.LineNumber, tax);
            if (books is null || line.Rates is null)
            {
                continue;
            }

            if (!code.ByRates.TryGetValue(line.Rates, out var rates))
            {
                code.ByRates[line.Rates] = rates = new RateTotal();
            }

            rates.Tax += tax.TaxAmount;
            rates.Booked += books.Book(tax.TaxAmount, line.Rates);
            rates.Largest.Offer(line.LineNumber, tax);
        }
    }

    public void Close()
    {
        foreach (var code in codes.Values)
        {
            var exact = code.Amounts.Sum(amount => amount.Value * code.Percent / amount.Key);
            code.Difference = Money.Normalize(Money.Round(exact, decimals) - code.Tax);
            foreach (var (pair, rates) in code.ByRates)
            {
                var difference = rates.Largest.Line == code.Largest.Line ? code.Difference : 0m;
                var others = rates.Booked + -books!.Book(rates.Largest.Tax, pair);
                rates.OfLargest = books.Book(rates.Tax + difference, pair) + -others;
            }
        }
    }

    /// <summary>What the lines that take the differences get of them, by line number; closed totals only.</summary>
    public IReadOnlyDictionary<int, decimal> Differences =>
        codes
            .Values.Where(code => code.Difference != 0m)
            .GroupBy(code => code.Largest.Line)
            .ToDictionary(line => line.Key, line => line.Sum(code => code.Difference));

    /// <summary>Gives the line its share of the differences, its base amounts and its booked taxes.</summary>
    public void Settle(TaxedAmount line)
    {
        if (line.TakesBack)
        {
            return;
        }

        foreach (var tax in line.Taxes.Where(tax => codes[KeyOf(tax)].Largest.Line == line.LineNumber))
        {
            tax.TaxAmount = Money.Normalize(tax.TaxAmount + codes[KeyOf(tax)].Difference);
        }

        var net = line.NetAmount;
        foreach (var tax in line.Taxes)
        {
            tax.BaseAmount = net;
            if (books is null || line.Rates is null)
            {
                continue;
            }

            var rates = codes[KeyOf(tax)].ByRates[line.Rates];
            var amount = rates.Largest.Line == line.LineNumber ? rates.OfLargest : books.Book(tax.TaxAmount, line.Rates);
            var taxed = books.Book(net, line.Rates);
            tax.AccountingTaxAmount = Money.Normalize(amount.Accounting);
            tax.ReportingTaxAmount = Money.Normalize(amount.Reporting);
            tax.AccountingBaseAmount = taxed.Accounting;
            tax.ReportingBaseAmount = taxed.Reporting;
        }
    }

    private static (string Code, decimal Percent) KeyOf(SalesTaxTransaction tax) => (tax.TaxCode, tax.Percent);

    private sealed class CodeTotal(decimal percent)
    {
        public decimal Percent { get; } = percent;

        /// <summary>Amounts of the lines by what their tax is divided by: 100, or 100 and all percentages where tax is included.</summary>
        public Dictionary<decimal, decimal> Amounts { get; } = [];

        public decimal Tax { get; set; }

        public decimal Difference { get; set; }

        public LargestLine Largest { get; } = new();

        public Dictionary<RatePair, RateTotal> ByRates { get; } = [];
    }

    private sealed class RateTotal
    {
        public decimal Tax { get; set; }

        public BookedAmount Booked { get; set; }

        public BookedAmount OfLargest { get; set; }

        public LargestLine Largest { get; } = new();
    }

    private sealed class LargestLine
    {
        private decimal size = -1m;

        public int Line { get; private set; }

        public decimal Tax { get; private set; }

        /// <summary>The first of the largest lines stays.</summary>
        public void Offer(int line, SalesTaxTransaction tax)
        {
            if (Math.Abs(tax.BaseAmount) > size)
            {
                (size, Line, Tax) = (Math.Abs(tax.BaseAmount), line, tax.TaxAmount);
            }
        }
    }
}
