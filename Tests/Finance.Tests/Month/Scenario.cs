namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>The invoices of September: those of the first half, those sent after it is closed, and the corrections at the end of the month.</summary>
internal static class Scenario
{
    public static readonly IReadOnlyList<Bill> FirstHalf =
    [
        new(
            "U01",
            "U-GBP",
            "2026-09-05",
            null,
            Time("u1a", 33.33m, "2026-09-01"),
            Time("u1b", 33.34m, "2026-09-02"),
            Time("u1c", 33.35m, "2026-09-03"),
            Travel("u1d", 77.77m, "2026-09-02"),
            Cost("u1e", 41.17m, "2026-09-01")
        ),
        new(
            "U02",
            "U-EUR",
            "2026-09-12",
            null,
            Time("u2a", 1234.56m, "2026-09-02"),
            Time("u2b", 0.05m, "2026-09-03"),
            Material("u2c", 99.99m, "2026-09-04"),
            Cost("u2d", 500.55m, "2026-09-02")
        ),
        new("U03", "U-USD", "2026-09-08", null, Retainer("u3a", 1000m, "2026-09-08")),
        new(
            "U04",
            "U-USD",
            "2026-09-15",
            null,
            Time("u4a", 350.10m, "2026-09-07"),
            Fee("u4b", 0m, "2026-09-07"),
            Fee("u4c", 25m, "2026-09-09"),
            Retainer("u4d", -300m, "2026-09-15")
        ),
        new("U05", "U-BAL", "2026-09-14", null, Milestone("u5a", 5000m, "2026-09-14"), Cost("u5b", 1800.01m, "2026-09-03")),
        new("U06", "U-PL", "2026-09-15", null, Milestone("u6a", 7777.77m, "2026-09-15"), Cost("u6b", 912.34m, "2026-09-10")),
        new(
            "G01",
            "G-GBP",
            "2026-09-09",
            null,
            Time("g1a", 100m, "2026-09-01"),
            Time("g1b", 33.33m, "2026-09-02"),
            Travel("g1c", 10.5m, "2026-09-03"),
            Cost("g1d", 60m, "2026-09-01")
        ),
        new(
            "G02",
            "G-EUR",
            "2026-09-11",
            null,
            Time("g2a", 640.05m, "2026-09-04"),
            Travel("g2b", 12.37m, "2026-09-04"),
            Free("g2c", 50m, "2026-09-05", "NonChargeable"),
            Free("g2d", 20m, "2026-09-05", "Complimentary")
        ),
        new("G03", "G-USD", "2026-09-15", null, Time("g3a", 999.99m, "2026-09-06"), Retainer("g3b", 450m, "2026-09-15")),
        new(
            "K01",
            "K-KWD",
            "2026-09-10",
            null,
            Time("k1a", 123.456m, "2026-09-01"),
            Time("k1b", 0.001m, "2026-09-01"),
            Material("k1c", 7.777m, "2026-09-02"),
            Cost("k1d", 55.005m, "2026-09-01")
        ),
        new(
            "K02",
            "K-USD",
            "2026-09-12",
            null,
            Time("k2a", 33.33m, "2026-09-02"),
            Time("k2b", 33.31m, "2026-09-02"),
            Time("k2c", 33.37m, "2026-09-02"),
            Travel("k2d", 15.15m, "2026-09-02")
        ),
        new("K03", "K-JPY", "2026-09-13", null, Time("k3a", 12345m, "2026-09-03"), Time("k3b", 51m, "2026-09-03"), Fee("k3c", 3333m, "2026-09-03")),
        new("K04", "K-BAL", "2026-09-15", null, Milestone("k4a", 2500m, "2026-09-15"), Cost("k4b", 1000.33m, "2026-09-05")),
    ];

    /// <summary>
    /// Sent when the first half is closed: dates of journal lines move to the 16th, the invoice dated before it is refused and posted with another date.
    /// </summary>
    public static readonly IReadOnlyList<Bill> SecondHalf =
    [
        new(
            "U07",
            "U-GBP",
            "2026-09-22",
            null,
            Time("u7a", 410m, "2026-09-14"),
            TakenBack("u7x", 400m, "2026-09-17"),
            Time("u7b", 330m, "2026-09-17", "u7x"),
            Free("u7c", 100m, "2026-09-17", "NonChargeable")
        ),
        new("U08", "U-EUR", "2026-09-14", "2026-09-20", Time("u8a", 2222.22m, "2026-09-13"), Travel("u8b", 18.18m, "2026-09-18")),
        new("U09", "U-USD", "2026-09-24", null, Time("u9a", 500m, "2026-09-18"), Retainer("u9b", -450.5m, "2026-09-24")),
        new("U10", "U-BAL", "2026-09-25", null, Milestone("u10a", 4000m, "2026-09-25"), Retainer("u10b", 800m, "2026-09-25")),
        new("U11", "U-PL", "2026-09-26", null, Milestone("u11a", 1200m, "2026-09-26")),
        new("U15", "U-USD", "2026-09-23", null, Time("u15a", 70.07m, "2026-09-19"), Travel("u15b", 9.99m, "2026-09-19")),
        new("U16", "U-USD", "2026-09-23", null, Time("u16a", 30.03m, "2026-09-19"), Milestone("u16b", 250.5m, "2026-09-23")) { FundingSource = "FS-2" },
        new("G04", "G-GBP", "2026-09-19", null, Time("g4a", 0.07m, "2026-09-10"), Time("g4b", 59.95m, "2026-09-17"), Milestone("g4c", 1000m, "2026-09-19")),
        new("G05", "G-EUR", "2026-09-23", null, Time("g5a", 88.88m, "2026-09-16"), Time("g5b", -12.12m, "2026-09-17")),
        new("G06", "G-USD", "2026-09-27", null, Free("g6a", 10m, "2026-09-20", "NonChargeable")),
        new("K05", "K-KWD", "2026-09-21", null, Time("k5a", 44.444m, "2026-09-16"), Material("k5b", 3.333m, "2026-09-16")),
        new(
            "K06",
            "K-USD",
            "2026-09-21",
            null,
            Time("k6a", 250.25m, "2026-09-15"),
            TakenBack("k6x", 100m, "2026-09-18"),
            Time("k6b", 140m, "2026-09-18", "k6x")
        ),
        new(
            "K07",
            "K-JPY",
            "2026-09-29",
            null,
            Time("k7a", 777m, "2026-09-20"),
            Travel("k7b", 333m, "2026-09-20"),
            Time("k7c", 50m, "2026-09-20"),
            Time("k7d", 49m, "2026-09-20")
        ),
    ];

    public static readonly IReadOnlyList<Bill> Corrections =
    [
        new("U12", "U-EUR", "2026-09-28", null, Credit("u12a", "u2a", "2026-09-28"), Credit("u12b", "u2b", "2026-09-28"), Credit("u12c", "u2c", "2026-09-28")),
        new("U13", "U-GBP", "2026-09-29", null, Partly("u13a", "u1c", 13.35m, "2026-09-29"), Time("u13b", 20m, "2026-09-29", "u1c")),
        new("U17", "U-USD", "2026-09-30", null, Credit("u17a", "u16a", "2026-09-30")) { FundingSource = "FS-2" },
        new("U14", "U-USD", "2026-09-30", null, Retainer("u14a", -249.5m, "2026-09-30")),
        new("G07", "G-GBP", "2026-09-30", null, Credit("g7a", "g1b", "2026-09-30"), CreditOnAccount("g7b", "g4c", "2026-09-30")),
        new("K08", "K-USD", "2026-09-30", null, Credit("k8a", "k2c", "2026-09-30"), Time("k8b", 1000.01m, "2026-09-29")),
        new(
            "K09",
            "K-JPY",
            "2026-09-30",
            null,
            Credit("k9a", "k7a", "2026-09-30"),
            Credit("k9b", "k7b", "2026-09-30"),
            Credit("k9c", "k7c", "2026-09-30"),
            Credit("k9d", "k7d", "2026-09-30")
        ),
    ];

    public static IEnumerable<Bill> All => [.. FirstHalf, .. SecondHalf, .. Corrections];

    private static Item Time(string name, decimal amount, string date, string? replaced = null) => new(What.Time, name, amount, date, Of: replaced);

    private static Item Travel(string name, decimal amount, string date) => new(What.Travel, name, amount, date);

    private static Item Material(string name, decimal amount, string date) => new(What.Material, name, amount, date);

    private static Item Fee(string name, decimal amount, string date) => new(What.Fee, name, amount, date);

    private static Item Milestone(string name, decimal amount, string date) => new(What.Milestone, name, amount, date);

    private static Item Retainer(string name, decimal amount, string date) => new(What.Retainer, name, amount, date);

    private static Item Cost(string name, decimal amount, string date) => new(What.Cost, name, amount, date);

    private static Item Free(string name, decimal amount, string date, string billingType) => new(What.Time, name, amount, date, billingType);

    private static Item TakenBack(string name, decimal amount, string date) => new(What.TakenBack, name, amount, date);

    private static Item Credit(string name, string credited, string date) => new(What.Credit, name, 0m, date, Of: credited);

    private static Item CreditOnAccount(string name, string credited, string date) => new(What.CreditOnAccount, name, 0m, date, Of: credited);

    private static Item Partly(string name, string credited, decimal rest, string date) => new(What.PartlyCredited, name, rest, date, Of: credited);
}
