namespace ProjectInvoice.Finance.Documents;

/// <summary>The total of one sales tax code. Tax in accounting currency is demanded by law where the invoice is in another one.</summary>
/// <param name="Code">The sales tax code.</param>
/// <param name="Kind">Standard, Reduced, Zero, Exempt or ReverseCharge.</param>
/// <param name="Category">The VAT category of EN 16931 (UNTDID 5305): S, Z, E or AE.</param>
/// <param name="Percent">Of the base.</param>
/// <param name="BaseAmount">In invoice currency.</param>
/// <param name="TaxAmount">In invoice currency.</param>
/// <param name="AccountingTaxAmount">In the seller's accounting currency.</param>
/// <param name="Text">Why no tax is charged, or what else has to be said.</param>
internal sealed record InvoiceTax(
    string Code,
    string Kind,
    string Category,
    decimal Percent,
    decimal BaseAmount,
    decimal TaxAmount,
    decimal AccountingTaxAmount,
    string? Text
);
