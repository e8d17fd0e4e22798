using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>The header of a corrective invoice. Pure.</summary>
internal static class CorrectiveHeader
{
    /// <summary>
    /// What it takes over from the corrected invoice: who is billed, where, for which contract and on which terms. Neither numbers nor dates nor amounts, and
    /// not what finance told about the other.
    /// </summary>
    public static IReadOnlyList<string> Copied { get; } =
    [
        "billto_city",
        "billto_country",
        "billto_line1",
        "billto_line2",
        "billto_line3",
        "billto_name",
        "billto_postalcode",
        "billto_stateorprovince",
        Invoice.ContractColumn,
        Invoice.ContractCustomerColumn,
        Invoice.CurrencyColumn,
        Invoice.CustomerColumn,
        "description",
        "msdyn_billtocontactname",
        "msdyn_contactperson",
        "msdyn_ordertype",
        "msdyn_paymentterms",
        "opportunityid",
        "paymenttermscode",
        "pricelevelid",
        "shipto_city",
        "shipto_country",
        "shipto_line1",
        "shipto_line2",
        "shipto_line3",
        "shipto_name",
        "shipto_postalcode",
        "shipto_stateorprovince",
    ];

    /// <summary>The header of a new draft.</summary>
    /// <param name="invoice">The corrected invoice.</param>
    /// <param name="owner">Who revises it, and so can edit and confirm the draft.</param>
    /// <returns>The row to create; its number comes from the platform.</returns>
    public static Entity Of(Invoice invoice, Guid owner)
    {
        var header = new Entity(Invoice.Table);
        foreach (var column in Copied.Where(invoice.Entity.Contains))
        {
            header[column] = invoice.Entity[column];
        }

        header[Invoice.NameColumn] = "Correction of " + invoice.Number;
        header[Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Draft);
        header[Invoice.HasCorrectionsColumn] = true;
        header[Invoice.OwnerColumn] = new EntityReference("systemuser", owner);
        return header;
    }
}
