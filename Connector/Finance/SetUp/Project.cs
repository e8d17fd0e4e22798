namespace Finance.SetUp;

/// <summary>A project, the contract it belongs to and its financial dimensions.</summary>
internal sealed record Project(
    string Company,
    string Id,
    string Name,
    string? Contract = null,
    string? ProjectGroup = null,
    string? SalesTaxGroup = null,
    IReadOnlyDictionary<string, string>? Dimensions = null);
