using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>Everything the rules need to know about an invoice, or about some of its details, read once.</summary>
/// <param name="Invoice">The header.</param>
/// <param name="Lines">The lines: all of them, or those of the details where only some were read.</param>
/// <param name="Details">The details with what they bill, in a fixed order.</param>
/// <param name="ContractCustomers">The contract customers of the invoice's contract.</param>
internal sealed record BillingFacts(
    Invoice Invoice,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<BillableDetail> Details,
    IReadOnlyList<ContractCustomer> ContractCustomers
)
{
    /// <summary>
    /// Who pays, unless it was settled before: the contract customer set on the invoice, else that of the first original, corrected row or retainer, else the
    /// contract's only one; null where none of them tells.
    /// </summary>
    public Guid? ContractCustomer { get; init; } =
        Invoice.ContractCustomer
        ?? Details.Select(detail => detail.Behind?.ContractCustomer ?? detail.Retainer?.Row.ContractCustomer).FirstOrDefault(customer => customer is not null)
        ?? (ContractCustomers.Count == 1 ? ContractCustomers[0].Id : null);

    /// <summary>The row of who pays; null where that is not settled, or it is none of the contract.</summary>
    public ContractCustomer? Payer => ContractCustomers.FirstOrDefault(customer => customer.Id == ContractCustomer);

    /// <summary>Whether a contract customer is one of the contract.</summary>
    /// <param name="id">The contract customer.</param>
    public bool HasContractCustomer(Guid id) => ContractCustomers.Any(customer => customer.Id == id);

    /// <summary>Whether another invoice already goes to finance under the number of this one.</summary>
    public bool IsNumberTaken { get; init; }
}
