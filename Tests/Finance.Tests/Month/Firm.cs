using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>
/// Three companies: USPM in USD reporting in EUR, GBPM in GBP reporting in USD, KWPM in KWD reporting in JPY. September has two periods, the first of which is
/// closed in the middle of the month.
/// </summary>
internal static class Firm
{
    public static readonly IReadOnlyList<(string Id, string Accounting, string Reporting)> Companies =
    [
        ("USPM", "USD", "EUR"),
        ("GBPM", "GBP", "USD"),
        ("KWPM", "KWD", "JPY"),
    ];

    public static readonly IReadOnlyDictionary<string, int> Decimals = new Dictionary<string, int>
    {
        ["USD"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["JPY"] = 0,
        ["KWD"] = 3,
    };

    public static readonly IReadOnlyList<Rate> Rates =
    [
        new("Default", "GBP", "USD", "2026-09-01", 1.27m),
        new("Default", "GBP", "USD", "2026-09-16", 1.3123m),
        new("Default", "EUR", "USD", "2026-09-01", 1.1m),
        new("Default", "EUR", "USD", "2026-09-10", 1.1077m),
        new("Default", "EUR", "USD", "2026-09-16", 1.1911m),
        new("Reporting", "USD", "EUR", "2026-09-01", 0.91m),
        new("Reporting", "USD", "EUR", "2026-09-16", 0.8399m),
        new("Reporting", "GBP", "EUR", "2026-09-01", 1.1531m),
        new("Default", "EUR", "GBP", "2026-09-01", 0.8671m),
        new("Default", "EUR", "GBP", "2026-09-16", 0.8533m),
        new("Default", "USD", "GBP", "2026-09-01", 0.7877m),
        new("Reporting", "GBP", "USD", "2026-09-01", 1.2695m),
        new("Reporting", "GBP", "USD", "2026-09-16", 1.3119m),
        new("Reporting", "EUR", "USD", "2026-09-01", 1.1003m),
        new("Default", "USD", "KWD", "2026-09-01", 0.30713m),
        new("Default", "USD", "KWD", "2026-09-16", 0.30919m),
        new("Default", "JPY", "KWD", "2026-09-01", 0.0020551m),
        new("Reporting", "KWD", "JPY", "2026-09-01", 488.51m),
        new("Reporting", "USD", "JPY", "2026-09-01", 149.87m),
        new("Reporting", "USD", "JPY", "2026-09-16", 151.13m),
    ];

    public static readonly IReadOnlyList<Deal> Deals =
    [
        new("U-GBP", "USPM", "GBP", "024", "TM", "UK", 1.25m),
        new("U-EUR", "USPM", "EUR", "025", "TM", "RC", Terms: "EOM14"),
        new("U-USD", "USPM", "USD", "025", "TM", "UK", TwoCustomers: true),
        new("U-BAL", "USPM", "USD", "024", "BAL", "UK"),
        new("U-PL", "USPM", "EUR", "025", "PL"),
        new("G-GBP", "GBPM", "GBP", "024", "TM", "UK", Inclusive: true),
        new("G-EUR", "GBPM", "EUR", "025", "TM", "RC", Terms: "EOM14"),
        new("G-USD", "GBPM", "USD", "025", "TM", "ZERO", 0.79m),
        new("K-KWD", "KWPM", "KWD", "024", "TM", "EXEMPT", Terms: "D15"),
        new("K-USD", "KWPM", "USD", "025", "TM", "UK", Terms: "D15"),
        new("K-JPY", "KWPM", "JPY", "025", "TM", "UK"),
        new("K-BAL", "KWPM", "USD", "024", "BAL"),
    ];

    private static readonly (string Type, string Account)[] Accounts =
    [
        ("Customer balance", "130100"),
        ("Project - invoiced revenue", "411100"),
        ("Project - invoiced revenue - on-account", "411200"),
        ("Project - WIP - invoiced on-account", "261400"),
        ("Project - WIP - sales value", "161300"),
        ("Project - accrued revenue", "420200"),
        ("Project - cost", "540100"),
        ("Project - payroll allocation", "600300"),
        ("Project - cost - item", "540300"),
        ("Project - expense offset", "600400"),
        ("Penny difference", "801300"),
        ("Project - WIP - cost value", "161200"),
    ];

    private static readonly (string Code, string Kind, string Account, decimal Percent)[] Codes =
    [
        ("STD", "Standard", "202200", 20m),
        ("LEVY", "Standard", "202300", 1.75m),
        ("RED", "Reduced", "202250", 5m),
        ("ZERO", "Zero", "202260", 0m),
        ("EX", "Exempt", "202270", 0m),
        ("RC", "ReverseCharge", "202280", 0m),
    ];

    public static Deal Deal(string id) => Deals.Single(deal => deal.Id == id);

    /// <summary>The set-up; before the first half of the month is closed, or after.</summary>
    public static JsonObject Setup(bool firstHalfIsClosed)
    {
        var setUp = new JsonObject
        {
            ["companies"] = List(
                Companies,
                company => new
                {
                    id = company.Id,
                    name = company.Id,
                    accountingCurrency = company.Accounting,
                    reportingCurrency = company.Reporting,
                    timeZone = "UTC",
                }
            ),
            ["currencies"] = List(Decimals, currency => new { code = currency.Key, decimals = currency.Value }),
            ["exchangeRates"] = List(
                Rates,
                rate => new
                {
                    type = rate.Type,
                    from = rate.From,
                    to = rate.To,
                    validFrom = rate.ValidFrom,
                    rate = rate.Value,
                }
            ),
            ["fixedRateAgreements"] = List(
                Deals.Where(deal => deal.FixedRate is not null),
                deal => new
                {
                    company = deal.Company,
                    contract = deal.Id,
                    currency = deal.Currency,
                    rate = deal.FixedRate,
                    reference = "A",
                }
            ),
            ["customers"] = List(
                Deals.SelectMany(deal => deal.Payers, (deal, payer) => (deal, payer.Account)),
                customer => new
                {
                    company = customer.deal.Company,
                    account = customer.Account,
                    name = customer.Account,
                    currency = customer.deal.Currency,
                    termsOfPayment = customer.deal.Terms,
                }
            ),
            ["contracts"] = List(
                Deals,
                deal => new
                {
                    company = deal.Company,
                    id = deal.Id,
                    currency = deal.Currency,
                    salesTaxGroup = deal.Tax,
                    fundingSources = deal.Payers.Select(payer => new { id = payer.Source, customer = payer.Account }),
                    pricesIncludeSalesTax = deal.Inclusive,
                }
            ),
            ["projects"] = List(
                Deals,
                deal => new
                {
                    company = deal.Company,
                    id = deal.Project,
                    name = deal.Project,
                    contract = deal.Id,
                    projectGroup = deal.Profile,
                    dimensions = new { Department = deal.Department },
                }
            ),
            ["profileRules"] = List(
                Deals,
                deal => new
                {
                    company = deal.Company,
                    project = (string?)null,
                    contract = deal.Id,
                    projectGroup = (string?)null,
                    profile = deal.Profile,
                }
            ),
        };
        foreach (var (section, records) in OfEveryCompany(firstHalfIsClosed))
        {
            setUp[section] = new JsonArray([.. Companies.SelectMany(company => records.Select(record => With(record, company.Id)))]);
        }

        return setUp;
    }

    private static Dictionary<string, object[]> OfEveryCompany(bool firstHalfIsClosed) =>
        new()
        {
            ["fiscalPeriods"] =
            [
                new
                {
                    from = "2026-09-01",
                    to = "2026-09-15",
                    status = firstHalfIsClosed ? "Closed" : "Open",
                },
                new
                {
                    from = "2026-09-16",
                    to = "2026-09-30",
                    status = "Open",
                },
            ],
            ["termsOfPayment"] =
            [
                new
                {
                    code = "N30",
                    days = 30,
                    from = "InvoiceDate",
                    dayOfMonth = (int?)null,
                },
                new
                {
                    code = "EOM14",
                    days = 14,
                    from = "MonthEnd",
                    dayOfMonth = (int?)null,
                },
                new
                {
                    code = "D15",
                    days = 10,
                    from = "DayOfMonth",
                    dayOfMonth = (int?)15,
                },
            ],
            ["salesTaxCodes"] =
            [
                .. Codes.Select(code => new
                {
                    code = code.Code,
                    kind = code.Kind,
                    account = code.Account,
                    rates = new[] { new { validFrom = "2020-01-01", percent = code.Percent } },
                }),
            ],
            ["salesTaxGroups"] =
            [
                new { group = "UK", codes = new[] { "STD", "LEVY", "RED" } },
                new { group = "ZERO", codes = new[] { "ZERO" } },
                new { group = "EXEMPT", codes = new[] { "EX" } },
                new { group = "RC", codes = new[] { "RC" } },
            ],
            ["itemSalesTaxGroups"] =
            [
                new { group = "FULL", codes = new[] { "STD", "LEVY", "ZERO", "EX", "RC" } },
                new { group = "REDUCED", codes = new[] { "RED", "ZERO", "EX", "RC" } },
            ],
            ["categories"] =
            [
                new
                {
                    id = "Consulting",
                    transactionType = "Hour",
                    itemSalesTaxGroup = "FULL",
                },
                new
                {
                    id = "Travel",
                    transactionType = "Expense",
                    itemSalesTaxGroup = "REDUCED",
                },
            ],
            ["lineProperties"] =
            [
                new
                {
                    billingType = "Chargeable",
                    id = "Billable",
                    chargeable = true,
                    accrueRevenue = true,
                },
                new
                {
                    billingType = "Non Chargeable",
                    id = "NonBill",
                    chargeable = false,
                    accrueRevenue = false,
                },
                new
                {
                    billingType = "Complimentary",
                    id = "NoCharge",
                    chargeable = false,
                    accrueRevenue = false,
                },
            ],
            ["costAndRevenueProfiles"] =
            [
                Profile("TM", "Time and Material", "ProfitAndLoss", "ProfitAndLoss", "Hour", "Expense", "Item", "Fee"),
                Profile("BAL", "Fixed Price", "Balance", "Balance"),
                Profile("PL", "Fixed Price", "ProfitAndLoss", "ProfitAndLoss"),
            ],
            ["ledgerPosting"] = [.. Accounts.Select(account => new { postingType = account.Type, account = account.Account })],
            ["dimensions"] = [new { name = "Department", values = new[] { "024", "025" } }],
            ["numberSequences"] =
            [
                new
                {
                    reference = "Customer invoice",
                    format = "INV-###",
                    next = 1,
                    continuous = true,
                },
                new
                {
                    reference = "Invoice voucher",
                    format = "IV-###",
                    next = 1,
                    continuous = false,
                },
                new
                {
                    reference = "Journal voucher",
                    format = "JV-####",
                    next = 1,
                    continuous = false,
                },
            ],
            ["parameters"] =
            [
                new
                {
                    salesTaxGroupMethod = "Contract",
                    milestoneItemSalesTaxGroup = "FULL",
                    setAccountingDateToOpenPeriod = true,
                    journalPeriodUnit = "Days",
                    journalLineLimit = 200,
                    allowHeaderDimensions = false,
                },
            ],
        };

    private static object Profile(string id, string method, string costs, string onAccount, params string[] accrue) =>
        new
        {
            id,
            billingMethod = method,
            postCosts = new
            {
                Hour = costs,
                Expense = costs,
                Item = costs,
            },
            onAccount,
            accrueRevenue = accrue,
        };

    private static JsonArray List<T>(IEnumerable<T> records, Func<T, object> shape) =>
        new([.. records.Select(record => JsonSerializer.SerializeToNode(shape(record)))]);

    private static JsonNode With(object record, string company)
    {
        var node = JsonSerializer.SerializeToNode(record)!;
        node["company"] = company;
        return node;
    }
}
