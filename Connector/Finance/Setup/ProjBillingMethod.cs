namespace ProjectInvoice.Finance.Setup;

/// <summary>How the contract line of a transaction is billed.</summary>
internal enum ProjBillingMethod
{
    TimeAndMaterial,
    FixedPrice,
}
