using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Limits;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Makes an invoice a draft again, of which nothing is billed any more.</summary>
internal static class ReleasedInvoice
{
    /// <summary>Gives back what the confirmation has taken for the whole invoice, and writes that it never was.</summary>
    /// <param name="service">Writes with all rights.</param>
    /// <param name="invoice">The invoice, locked.</param>
    public static void Write(IOrganizationService service, Invoice invoice)
    {
        var released = InvoiceTransition.Reset().Of(invoice);

        // What is set when billing begins; before, no limit was used.
        if (invoice.IsPartlyBilled)
        {
            var firstPass = FirstPass.Read(service, invoice);
            new NotToExceedLedger(service).GiveBack(invoice, firstPass.ContractCustomer, firstPass.Totals);
            HeaderCompletion.TakeBack(invoice, firstPass.Header, released);
        }

        service.Update(released);
    }
}
