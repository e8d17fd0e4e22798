namespace ProjectInvoice.Finance.Setup;

/// <summary>Whether and how a transaction is charged.</summary>
internal enum ProjBillingType
{
    NotSpecified,
    Chargeable,
    NonChargeable,
    Complimentary,
    NotAvailable,
}
