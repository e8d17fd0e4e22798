namespace ProjectInvoice.Finance.SalesTax;

/// <summary>The VAT categories of EN 16931 (BT-118, UNTDID 5305) and what has to be said where no tax is charged.</summary>
internal static class TaxCategory
{
    public static string Of(string kind) =>
        kind switch
        {
            "Zero" => "Z",
            "Exempt" => "E",
            "ReverseCharge" => "AE",
            _ => "S",
        };

    public static string? Text(string kind) =>
        kind switch
        {
            "Exempt" => "Exempt from sales tax",
            "ReverseCharge" => "Reverse charge: the customer accounts for the sales tax",
            _ => null,
        };
}
