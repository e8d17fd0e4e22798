using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Delivery;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace InvoicePlugins.Confirmation;

/// <summary>Writes what a confirmation has planned. One service call a row: bulk messages are not supported inside plug-ins.</summary>
/// <param name="service">Writes with all rights.</param>
internal sealed class ConfirmationWriter(IOrganizationService service)
{
    private const int Percent = 100;

    /// <summary>Writes actuals, connections and origins, and changes what existed before, unless somebody else changed it first.</summary>
    public void WriteBilling(BillingPlan plan)
    {
        Create(plan.Details.SelectMany(detail => detail.Actuals));
        Create(plan.Details.SelectMany(detail => detail.Connections));
        Create(plan.Details.SelectMany(detail => detail.Origins));

        foreach (var change in plan.Details.SelectMany(detail => detail.Changes))
        {
            service.Execute(new UpdateRequest { Target = change, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches });
        }
    }

    /// <summary>
    /// Writes the message to finance, and on the invoice that it is confirmed and not sent yet. Where chunks confirmed it, that sets its status.
    /// </summary>
    /// <param name="contractCustomer">Who pays; written where the invoice does not say so itself, and somebody else does.</param>
    /// <param name="accountingDay">The accounting date; written where the invoice has none, since finance posts by it.</param>
    /// <param name="correlationId">Follows the invoice to finance and back.</param>
    /// <param name="message">Pending, or Waiting where other logic still has to create the actuals.</param>
    /// <param name="billed">What the confirmation has made; null where chunks hold it, or other logic makes it.</param>
    public void WriteConfirmation(
        Invoice invoice,
        Guid? contractCustomer,
        DateTime accountingDay,
        Guid correlationId,
        IntegrationMessageStatus message = IntegrationMessageStatus.Pending,
        string? billed = null
    )
    {
        var confirmed = new Entity(Invoice.Table, invoice.Id)
        {
            [Invoice.ConfirmationStatusColumn] = new OptionSetValue((int)ConfirmationStatus.Complete),
            [Invoice.ConfirmationProgressColumn] = Percent,
            [Invoice.FinanceStatusColumn] = new OptionSetValue((int)FinanceStatus.NotSent),
            [Invoice.LastErrorColumn] = null,
        };
        if (!invoice.IsConfirmed)
        {
            confirmed[Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed);
            confirmed[Invoice.ConfirmationChunksDoneColumn] = invoice.ConfirmationChunks;
            confirmed[Invoice.PartlyBilledColumn] = false;
        }

        confirmed.Attributes.AddRange(HeaderCompletion.Of(invoice, contractCustomer, accountingDay));
        service.Update(confirmed);
        service.Create(
            IntegrationMessage.InvoiceConfirmed(
                invoice,
                correlationId,
                IntegrationMessage.Count(service, invoice.Id, IntegrationMessageType.InvoiceConfirmed),
                message,
                new InvoiceKeysReader(service).Read(invoice.Id).ToJson(),
                billed
            )
        );
    }

    private void Create(IEnumerable<Entity> rows)
    {
        foreach (var row in rows)
        {
            service.Create(row);
        }
    }
}
