using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Limits;

/// <summary>
/// Reads and keeps what the not-to-exceed limits of a contract have been used for. A limit is written before it is read, so that of two invoices that use it at
/// once the second waits for the first and then sees what that one has billed.
/// </summary>
/// <param name="service">Acts with all rights.</param>
internal sealed class NotToExceedLedger(IOrganizationService service)
{
    /// <summary>Reads the limits that may hold for an invoice.</summary>
    /// <param name="contractCustomer">Who pays it.</param>
    /// <returns>The limits of its contract and contract customer, on whatever line, in a fixed order.</returns>
    public IReadOnlyList<NotToExceed> Read(Invoice invoice, Guid? contractCustomer) =>
        invoice.Contract is { } contract ? [.. service.ReadAll(NotToExceed.Of(contract, contractCustomer)).Select(row => new NotToExceed(row))] : [];

    /// <summary>Locks the limits that an invoice falls under until the transaction ends, and reads them behind the lock.</summary>
    /// <param name="contractCustomer">Who pays it.</param>
    /// <param name="totals">The totals of all its details.</param>
    public IReadOnlyList<NotToExceed> Lock(Invoice invoice, Guid? contractCustomer, InvoiceTotals totals)
    {
        var concerned = Read(invoice, contractCustomer).Where(limit => IsConcerned(limit, totals)).Select(limit => limit.Id).ToList();
        foreach (var limit in concerned)
        {
            service.Update(new Entity(NotToExceed.Table, limit) { [NotToExceed.LastInvoiceNumberColumn] = invoice.Number });
        }

        return concerned.Count == 0 ? [] : [.. Read(invoice, contractCustomer).Where(limit => concerned.Contains(limit.Id))];
    }

    /// <summary>Adds what an invoice bills to the limits; what it credits lowers them. For limits that this transaction has locked.</summary>
    /// <param name="locked">The limits as read behind the lock.</param>
    /// <param name="totals">The totals of all its details.</param>
    public void Consume(Invoice invoice, IReadOnlyList<NotToExceed> locked, InvoiceTotals totals) => Write(invoice, locked, totals, 1);

    /// <summary>Takes back what an invoice has added, when its confirmation is canceled.</summary>
    /// <param name="contractCustomer">Who pays it.</param>
    /// <param name="totals">The totals that were added.</param>
    public void GiveBack(Invoice invoice, Guid? contractCustomer, InvoiceTotals totals) => Write(invoice, Lock(invoice, contractCustomer, totals), totals, -1);

    private void Write(Invoice invoice, IReadOnlyList<NotToExceed> locked, InvoiceTotals totals, int sign)
    {
        foreach (var limit in locked.Where(limit => limit.Currency == invoice.Currency?.Id && totals.Within(limit).Charged != 0))
        {
            service.Update(
                new Entity(NotToExceed.Table, limit.Id) { [NotToExceed.BilledColumn] = new Money(limit.Billed + (sign * totals.Within(limit).Charged)) }
            );
        }
    }

    private static bool IsConcerned(NotToExceed limit, InvoiceTotals totals) => totals.Within(limit) is not { Charged: 0, Raised: 0 };
}
