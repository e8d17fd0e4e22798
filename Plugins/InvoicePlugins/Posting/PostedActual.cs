using System;

namespace InvoicePlugins.Posting;

/// <summary>What finance booked for one actual. What is null was not reported.</summary>
/// <param name="Id">The actual.</param>
/// <param name="ExchangeRate">The rate from the actual's currency to the accounting currency.</param>
/// <param name="AccountingAmount">The amount in accounting currency.</param>
/// <param name="TaxAmount">The sales tax in the invoice's currency, only for billed sales.</param>
/// <param name="AccountingTaxAmount">The sales tax in accounting currency, only for billed sales.</param>
internal sealed record PostedActual(
    Guid Id,
    string? Voucher,
    decimal? ExchangeRate,
    decimal? AccountingAmount,
    decimal? TaxAmount,
    decimal? AccountingTaxAmount
);
