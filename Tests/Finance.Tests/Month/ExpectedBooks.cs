namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>
/// What an accountant would write for the month, by domain rules 6 and 7: an own calculation from the scenario, which uses nothing of finance. Every double
/// entry stands where it happens; amounts are debit positive, in transaction, accounting and reporting currency.
/// </summary>
internal sealed class ExpectedBooks
{
    private readonly Dictionary<string, (decimal T, decimal A, decimal R, bool Accrued)> unbilled = [];
    private readonly Dictionary<string, BilledItem> billed = [];
    private readonly Dictionary<string, decimal> creditedBefore = [];
    private readonly Dictionary<string, Pot> pots = [];

    /// <summary>Balances in accounting and reporting currency by company, main account and department.</summary>
    public SortedDictionary<string, (decimal A, decimal R)> Balances { get; } = new(StringComparer.Ordinal);

    /// <summary>What each invoice comes to, in its currency.</summary>
    public Dictionary<string, decimal> Totals { get; } = [];

    /// <summary>When an invoice is due.</summary>
    public static DateOnly DueDate(Bill bill)
    {
        var date = bill.PostedOn;
        switch (Firm.Deal(bill.Deal).Terms)
        {
            case "N30":
                return date.AddDays(30);
            case "EOM14":
                return new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(13);
            default:
                date = date.AddDays(10);
                while (date.Day != 15)
                {
                    date = date.AddDays(1);
                }

                return date;
        }
    }

    /// <summary>What the integration journal books for an invoice's items: cost, unbilled sales, and what is reversed or billable again.</summary>
    public void Journal(Bill bill, DateOnly firstOpen)
    {
        var deal = Firm.Deal(bill.Deal);
        foreach (var item in bill.Items)
        {
            var date = DateOnly.Parse(item.Date, null) is var given && given < firstOpen ? firstOpen : given;
            switch (item.What)
            {
                case What.Cost:
                    var cost = Booked(deal with { FixedRate = null }, item.Amount, date);
                    Enter(deal, deal.Profile == "BAL" ? "161200" : "540100", deal.Department, cost.A, cost.R);
                    Enter(deal, "600300", deal.Department, -cost.A, -cost.R);
                    break;
                case What.Time or What.Travel or What.Material or What.Fee when item.BillingType == "Chargeable" && deal.Profile == "TM":
                    var net = deal.Inclusive
                        ? item.Amount - Taxes(deal, item).Sum(tax => Round(item.Amount * tax.Percent / Divisor(deal, item), deal.Currency))
                        : item.Amount;
                    Accrue(deal, item.Name, Booked(deal, net, date));
                    break;
                case What.Credit:
                    var (transaction, accounting, reporting, accrued) = unbilled[item.Of!];
                    if (accrued)
                    {
                        Accrue(deal, item.Name, (transaction, accounting, reporting));
                    }

                    break;
                case What.PartlyCredited:
                    Accrue(deal, item.Name, Booked(deal, item.Amount, date));
                    break;
            }
        }
    }

    /// <summary>What the invoice books.</summary>
    public void Invoice(Bill bill)
    {
        var deal = Firm.Deal(bill.Deal);
        var date = bill.PostedOn;
        var own = bill
            .Items.Where(item =>
                item.What is not (What.Cost or What.TakenBack or What.Credit or What.CreditOnAccount or What.PartlyCredited)
                && item is not { What: What.Retainer, Amount: < 0 }
                && item.BillingType == "Chargeable"
            )
            .Select(item => new BilledItem(bill.Proposal, deal, item))
            .ToList();
        SpreadTax(own, date);
        (decimal T, decimal A, decimal R) rest = default;
        foreach (var line in own)
        {
            var net = line.Net;
            line.Booked = Booked(deal, net, date);
            line.Account =
                line.Item.What is not (What.Milestone or What.Retainer) ? "411100"
                : deal.Profile == "BAL" ? "261400"
                : "411200";
            line.Department = line.Item.What == What.Retainer ? string.Empty : deal.Department;
            rest = Sum(rest, BookLine(line, -1));
            if (unbilled.GetValueOrDefault(line.Item.Name) is { Accrued: true } accrual)
            {
                Enter(deal, "161300", deal.Department, -accrual.A, -accrual.R);
                Enter(deal, "420200", deal.Department, accrual.A, accrual.R);
            }

            billed[line.Item.Name] = line;
            if (line.Item.What == What.Retainer)
            {
                pots[deal.Id] = new Pot(line, net, line.Booked.A, line.Booked.R, [.. line.Taxes.Select(tax => tax.T)]);
            }
        }

        var uses = bill.Items.Where(item => item is { What: What.Retainer, Amount: < 0 }).ToList();
        var used = 0m;
        foreach (var use in uses)
        {
            rest = Sum(rest, Use(deal, -use.Amount, date, ref used));
        }

        var owed = own.Sum(line => line.Net + line.Taxes.Sum(tax => tax.T)) - used;
        var balance = own.Count + uses.Count > 0 ? Booked(deal, owed, date) : default;
        Enter(deal, "130100", string.Empty, balance.A, balance.R);
        rest = Sum(rest, balance);
        foreach (
            var group in bill
                .Items.Where(item => item.What is What.Credit or What.CreditOnAccount or What.PartlyCredited)
                .Select(item => billed[item.Of!])
                .GroupBy(line => line.Proposal)
        )
        {
            var amount = 0m;
            foreach (var line in group)
            {
                rest = Sum(rest, BookLine(line, 1));
                amount += line.Net + line.Taxes.Sum(tax => tax.T);
            }

            // All credits of an invoice together give back exactly what it charged.
            var before = creditedBefore.GetValueOrDefault(group.Key);
            creditedBefore[group.Key] = before + amount;
            var rates = group.First().Rates;
            var back = (
                A: At(before + amount, rates.A, deal, reporting: false) - At(before, rates.A, deal, reporting: false),
                R: At(before + amount, rates.R, deal, reporting: true) - At(before, rates.R, deal, reporting: true)
            );
            Enter(deal, "130100", string.Empty, -back.A, -back.R);
            rest = Sum(rest, (-amount, -back.A, -back.R));
            owed -= amount;
        }

        Assert.AreEqual(0m, rest.T, $"The expected voucher of {bill.Proposal} balances.");

        // What a use of a retainer leaves over is revenue; everything else is rounding.
        Enter(deal, uses.Count > 0 ? "411100" : "801300", string.Empty, -rest.A, -rest.R);
        Totals[bill.Proposal] = owed;
    }

    /// <summary>
    /// Takes from the retainer of a deal what was booked with it: in proportion, the last part all that is left; its tax is worth what the rates of the day
    /// say.
    /// </summary>
    private (decimal T, decimal A, decimal R) Use(Deal deal, decimal part, DateOnly date, ref decimal used)
    {
        var pot = pots[deal.Id];
        var company = Firm.Companies.Single(company => company.Id == deal.Company);
        var (whole, isLast) = (pot.Line.Net, part == pot.T);
        var a = isLast ? pot.A : Round(pot.Line.Booked.A * part / whole, company.Accounting);
        var r = isLast ? pot.R : Round(pot.Line.Booked.R * part / whole, company.Reporting);
        Enter(deal, pot.Line.Account, pot.Line.Department, a, r);
        var sum = (part, a, r);
        used += part;
        for (var index = 0; index < pot.Taxes.Count; index++)
        {
            var tax = isLast ? pot.Taxes[index] : Round(pot.Line.Taxes[index].T * part / whole, deal.Currency);
            pot.Taxes[index] -= tax;
            used += tax;
            var booked = Booked(deal, tax, date);
            Enter(deal, pot.Line.Taxes[index].Account, string.Empty, booked.A, booked.R);
            sum = Sum(sum, booked);
        }

        pots[deal.Id] = pot with { T = pot.T - part, A = pot.A - a, R = pot.R - r };
        return sum;
    }

    private (decimal T, decimal A, decimal R) BookLine(BilledItem line, int sign)
    {
        Enter(line.Deal, line.Account, line.Department, sign * line.Booked.A, sign * line.Booked.R);
        var sum = (sign * line.Booked.T, sign * line.Booked.A, sign * line.Booked.R);
        foreach (var tax in line.Taxes)
        {
            Enter(line.Deal, tax.Account, string.Empty, sign * tax.A, sign * tax.R);
            sum = Sum(sum, (sign * tax.T, sign * tax.A, sign * tax.R));
        }

        return sum;
    }

    /// <summary>Tax per line and code, rounded once; the difference to the tax of the total goes to the largest line, in each currency.</summary>
    private static void SpreadTax(List<BilledItem> lines, DateOnly date)
    {
        foreach (var line in lines)
        {
            line.Rates = RatesOf(line.Deal, date);
            line.Taxes = Taxes(line.Deal, line.Item)
                .ConvertAll(tax => new BilledTax(tax.Account, tax.Percent)
                {
                    T = Round(line.Item.Amount * tax.Percent / Divisor(line.Deal, line.Item), line.Deal.Currency),
                });
        }

        foreach (var code in lines.SelectMany(line => line.Taxes.Select(tax => (line, tax))).GroupBy(pair => pair.tax.Account).ToList())
        {
            var deal = code.First().line.Deal;
            var largest = code.MaxBy(pair => Math.Abs(pair.line.Item.Amount));
            largest.tax.T +=
                Round(code.Sum(pair => pair.line.Item.Amount * pair.tax.Percent / Divisor(deal, pair.line.Item)), deal.Currency) - code.Sum(pair => pair.tax.T);
            foreach (var (line, tax) in code)
            {
                (tax.A, tax.R) = (At(tax.T, line.Rates.A, deal, reporting: false), At(tax.T, line.Rates.R, deal, reporting: true));
            }

            var total = code.Sum(pair => pair.tax.T);
            largest.tax.A += At(total, largest.line.Rates.A, deal, reporting: false) - code.Sum(pair => pair.tax.A);
            largest.tax.R += At(total, largest.line.Rates.R, deal, reporting: true) - code.Sum(pair => pair.tax.R);
        }
    }

    private void Accrue(Deal deal, string name, (decimal T, decimal A, decimal R) amount)
    {
        Enter(deal, "161300", deal.Department, amount.A, amount.R);
        Enter(deal, "420200", deal.Department, -amount.A, -amount.R);
        unbilled[name] = (amount.T, amount.A, amount.R, true);
    }

    private static List<(string Account, decimal Percent)> Taxes(Deal deal, Item item) =>
        deal.Tax != "UK" ? []
        : item.What == What.Travel ? [("202250", 5m)]
        : [("202200", 20m), ("202300", 1.75m)];

    private static decimal Divisor(Deal deal, Item item) => deal.Inclusive ? 100m + Taxes(deal, item).Sum(tax => tax.Percent) : 100m;

    private static (decimal T, decimal A, decimal R) Booked(Deal deal, decimal amount, DateOnly date)
    {
        var rates = RatesOf(deal, date);
        return (amount, At(amount, rates.A, deal, reporting: false), At(amount, rates.R, deal, reporting: true));
    }

    private static decimal At(decimal amount, decimal rate, Deal deal, bool reporting)
    {
        var company = Firm.Companies.Single(company => company.Id == deal.Company);
        return Round(amount * rate, reporting ? company.Reporting : company.Accounting);
    }

    private static (decimal A, decimal R) RatesOf(Deal deal, DateOnly date)
    {
        var company = Firm.Companies.Single(company => company.Id == deal.Company);
        return (deal.FixedRate ?? RateOf("Default", deal.Currency, company.Accounting, date), RateOf("Reporting", deal.Currency, company.Reporting, date));
    }

    private static decimal RateOf(string type, string from, string to, DateOnly date) =>
        from == to
            ? 1m
            : Firm.Rates.Last(rate => rate.Type == type && rate.From == from && rate.To == to && DateOnly.Parse(rate.ValidFrom, null) <= date).Value;

    private static decimal Round(decimal amount, string currency) => Math.Round(amount, Firm.Decimals[currency], MidpointRounding.AwayFromZero);

    private static (decimal T, decimal A, decimal R) Sum((decimal T, decimal A, decimal R) left, (decimal T, decimal A, decimal R) right) =>
        (left.T + right.T, left.A + right.A, left.R + right.R);

    private void Enter(Deal deal, string account, string department, decimal accounting, decimal reporting)
    {
        var key = $"{deal.Company} {account} {(department.Length == 0 ? string.Empty : $"Department={department}")}";
        var (a, r) = Balances.GetValueOrDefault(key);
        Balances[key] = (a + accounting, r + reporting);
    }

    /// <summary>What is left of a retainer, with its taxes in the order of its line.</summary>
    private sealed record Pot(BilledItem Line, decimal T, decimal A, decimal R, List<decimal> Taxes);
}
