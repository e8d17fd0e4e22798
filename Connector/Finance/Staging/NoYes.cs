namespace ProjectInvoice.Finance.Staging;

/// <summary>The product's two-valued choice.</summary>
internal enum NoYes
{
    No,
    Yes,
}
