using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>Everything the rules need to know about an invoice, or about some of its details, read once.</summary>
/// <param name="Invoice">The header.</param>
/// <param name="Lines">The lines: all of them, or those of the details where only some were read.</param>
/// <param name="Details">The details with what they bill, in a fixed order.</param>
/// <param name="ContractCustomers">The contract customers of the invoice's contract.</param>
public sealed record BillingFacts(
    Invoice Invoice, IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<BillableDetail> Details, IReadOnlyList<Guid> ContractCustomers)
{
    /// <summary>
    /// Who pays, unless it was settled before: the contract customer of the first original or corrected row, else the contract's only one; null where neither tells.
    /// </summary>
    public Guid? ContractCustomer { get; init; } =
        Details.Select(detail => (detail.Original ?? detail.Corrected?.Billed)?.ContractCustomer).FirstOrDefault(customer => customer is not null)
        ?? (ContractCustomers.Count == 1 ? ContractCustomers[0] : null);
}
