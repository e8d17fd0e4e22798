namespace Finance.SetUp;

/// <summary>A currency and the number of decimals its amounts have.</summary>
internal sealed record Currency(
    string Code,
    int Decimals);
