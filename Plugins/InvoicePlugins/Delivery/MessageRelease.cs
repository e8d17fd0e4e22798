using System;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Protection;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Delivery;

/// <summary>Makes a message Pending: one that waited for actuals as soon as they are all there, one that was sent when somebody asks for it again.</summary>
/// <param name="service">Reads and writes with all rights.</param>
internal sealed class MessageRelease(IOrganizationService service)
{
    /// <summary>Has the connector take the message of an invoice once more.</summary>
    /// <returns>The status of the message after it.</returns>
    /// <exception cref="InvalidPluginExecutionException">The invoice has no message.</exception>
    public IntegrationMessageStatus Resend(Guid invoice)
    {
        var query = IntegrationMessage.Of(invoice);
        if (service.RetrieveMultiple(query).Entities.FirstOrDefault() is not { } row)
        {
            throw DeliveryErrors.NoMessage.For(NumberOf(invoice)).ToException();
        }

        var message = new IntegrationMessage(row);
        RequireNotWithdrawing(invoice);
        return message.Status == IntegrationMessageStatus.Waiting && !new ExpectedActuals(service).AreThere(invoice)
            ? IntegrationMessageStatus.Waiting
            : MakePending(message.Id);
    }

    /// <summary>Makes a waiting message Pending, where the actuals it announces are all there.</summary>
    /// <returns>Whether it is Pending now.</returns>
    public bool Release(IntegrationMessage message) =>
        message.Invoice is { } invoice && new ExpectedActuals(service).AreThere(invoice) && MakePending(message.Id) == IntegrationMessageStatus.Pending;

    // When it was sent is kept: it tells the connector that the message comes again.
    private IntegrationMessageStatus MakePending(Guid message)
    {
        service.Update(
            new Entity(IntegrationMessage.Table, message)
            {
                [IntegrationMessage.StatusColumn] = new OptionSetValue((int)IntegrationMessageStatus.Pending),
                [IntegrationMessage.LastErrorColumn] = null,
            }
        );
        return IntegrationMessageStatus.Pending;
    }

    private void RequireNotWithdrawing(Guid id)
    {
        var invoice = new Invoice(
            service.Retrieve(Invoice.Table, id, new ColumnSet(Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn, Invoice.ConfirmationStatusColumn))
        );
        if (invoice.ConfirmationStatus == ConfirmationStatus.Withdrawing)
        {
            throw ProtectionErrors.BeingWithdrawn.For(invoice.Number).ToException();
        }
    }

    private string NumberOf(Guid invoice) =>
        new Invoice(service.Retrieve(Invoice.Table, invoice, new ColumnSet(Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn))).Number;
}
