namespace Finance.SetUp;

/// <summary>An account of the general ledger.</summary>
internal sealed record MainAccount(
    string Number,
    string Name);
