namespace Simulator.Drafting;

/// <summary>
/// What holds for the invoices of a pattern, worked out by hand from the sample's finance.json: the fixed rate agreement of CON-00021, the rates since January,
/// the tax groups of the customers.
/// </summary>
/// <param name="Decimals">Of the currency.</param>
/// <param name="Rate">To the accounting currency, USD.</param>
/// <param name="ReportingRate">To the reporting currency, EUR.</param>
/// <param name="TaxPercent">Of the one tax code; nothing where the group is empty.</param>
internal sealed record Terms(string Pattern, string Currency, int Decimals, decimal Rate, decimal ReportingRate, decimal TaxPercent)
{
    public static readonly IReadOnlyList<Terms> All =
    [
        new("PF-1001", "USD", 2, 1m, 0.92m, 0m),
        new("PF-1003", "GBP", 2, 1.25m, 1.15m, 20m),
        new("PF-1005", "USD", 2, 1m, 0.92m, 8.875m),
        new("PF-1009", "JPY", 0, 0.0064m, 0.0059m, 0m),
        new("PF-1010", "EUR", 2, 1.0875m, 1m, 0m),
    ];

    public decimal Accounting(decimal amount) => Round(amount * Rate, 2);

    public decimal Reporting(decimal amount) => Round(amount * ReportingRate, 2);

    /// <summary>Of an invoice as a whole: rounded once for the code, whatever its lines come to one by one.</summary>
    public decimal Tax(decimal amount) => Round(amount * TaxPercent / 100m, Decimals);

    public static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
}
