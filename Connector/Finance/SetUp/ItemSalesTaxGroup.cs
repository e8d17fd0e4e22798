namespace Finance.SetUp;

/// <summary>The sales tax codes that what is sold is subject to.</summary>
internal sealed record ItemSalesTaxGroup(
    string Company,
    string Group,
    IReadOnlyList<string> Codes);
