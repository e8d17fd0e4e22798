using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Billing;

/// <summary>
/// What a confirmation writes on an invoice that does not say it itself: its accounting date, the number that finance knows it by, and who pays. Pure.
/// </summary>
internal static class HeaderCompletion
{
    /// <summary>The columns to be written.</summary>
    /// <param name="invoice">The invoice, before.</param>
    /// <param name="contractCustomer">Who pays; null where nothing tells.</param>
    /// <param name="accountingDay">The accounting date, by which finance posts.</param>
    /// <returns>The columns; none where the invoice says everything.</returns>
    public static AttributeCollection Of(Invoice invoice, Guid? contractCustomer, DateTime accountingDay)
    {
        var columns = new AttributeCollection();
        if (invoice.AccountingDate is null)
        {
            columns[Invoice.AccountingDateColumn] = accountingDay;
        }

        if (!invoice.HasFinalNumber)
        {
            columns[Invoice.ProposalNumberColumn] = invoice.ProposalNumber ?? invoice.InvoiceNumber;
        }

        if (invoice.ContractCustomer is null && contractCustomer is { } payer)
        {
            columns[Invoice.ContractCustomerColumn] = new EntityReference(ContractCustomer.Table, payer);
        }

        return columns;
    }

    /// <summary>Notes them, for the case that the confirmation is taken back.</summary>
    /// <param name="invoice">The invoice, before.</param>
    /// <param name="contractCustomer">Who pays; null where nothing tells.</param>
    /// <param name="accountingDay">The accounting date.</param>
    public static IList<ChangedColumn> Note(Invoice invoice, Guid? contractCustomer, DateTime accountingDay) =>
        [
            .. Of(invoice, contractCustomer, accountingDay)
                .Select(column => new ChangedColumn
                {
                    Name = column.Key,
                    Was = ColumnText.Of(invoice.Entity.GetAttributeValue<object>(column.Key)),
                    Is = ColumnText.Of(column.Value),
                }),
        ];

    /// <summary>Makes an update give back what the invoice held before, unless it holds something else by now.</summary>
    /// <param name="invoice">The invoice, as it stands.</param>
    /// <param name="notes">What was noted; null where nothing was.</param>
    public static void TakeBack(Invoice invoice, IEnumerable<ChangedColumn>? notes, Entity update)
    {
        foreach (var column in (notes ?? []).Where(column => ColumnText.Of(invoice.Entity.GetAttributeValue<object>(column.Name)) == column.Is))
        {
            update[column.Name] = ColumnText.Read(column.Was);
        }
    }
}
