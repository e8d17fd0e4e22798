namespace Finance.SetUp;

/// <summary>One sales tax with its account and its percentages over time. Exempt and ReverseCharge charge nothing.</summary>
internal sealed record SalesTaxCode(
    string Company,
    string Code,
    string Kind,
    string Account,
    IReadOnlyList<SalesTaxRate> Rates);
