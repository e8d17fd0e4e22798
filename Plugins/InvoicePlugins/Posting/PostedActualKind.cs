using System;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Posting;

/// <summary>Which actuals a posting may carry.</summary>
/// <param name="Name">What they are called in a fault.</param>
/// <param name="Includes">Whether an actual belongs to them.</param>
/// <param name="NeedsVoucher">Whether each must come with a voucher.</param>
/// <param name="TaxDecimals">The decimals of the currency that their tax is in; null where they carry none.</param>
internal sealed record PostedActualKind(string Name, Func<Actual, bool> Includes, bool NeedsVoucher, int? TaxDecimals)
{
    /// <summary>What the integration journal books.</summary>
    public static PostedActualKind Journal { get; } =
        new("cost or unbilled sales", actual => actual.Type is TransactionType.Cost or TransactionType.UnbilledSales, NeedsVoucher: true, TaxDecimals: null);

    /// <summary>What posting an invoice books.</summary>
    /// <param name="outcome">Whether it was posted, or closed with nothing to invoice.</param>
    public static PostedActualKind BilledBy(Invoice invoice, FinanceStatus outcome) =>
        new(
            "billed sales of this invoice",
            actual => actual.Type == TransactionType.BilledSales && actual.Invoice == invoice.Id,
            NeedsVoucher: outcome == FinanceStatus.Posted,
            TaxDecimals: invoice.CurrencyDecimals ?? 2
        );
}
