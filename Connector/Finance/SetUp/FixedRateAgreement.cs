namespace Finance.SetUp;

/// <summary>A rate agreed for a project contract; it replaces the Default rate for that contract and currency.</summary>
internal sealed record FixedRateAgreement(
    string Company,
    string Contract,
    string Currency,
    decimal Rate,
    string? Reference);
