using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Delivery;

/// <summary>
/// Sends one message and keeps its row honest about it. Each write is a transaction of its own, since the step is asynchronous; a repetition finds the message
/// Sent, or sends the same bytes again, which the connector knows.
/// </summary>
/// <param name="service">Reads and writes with all rights.</param>
internal sealed class MessageDelivery(IOrganizationService service, Connector connector)
{
    /// <summary>What delivery reads of a message.</summary>
    internal static ColumnSet Columns { get; } =
        new(
            IntegrationMessage.NameColumn,
            IntegrationMessage.InvoiceColumn,
            IntegrationMessage.TypeColumn,
            IntegrationMessage.StatusColumn,
            IntegrationMessage.AttemptsColumn,
            IntegrationMessage.CorrelationIdColumn
        );

    /// <summary>Sends the message, unless the connector has already fetched it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="organization">The Dataverse organization.</param>
    /// <exception cref="InvalidPluginExecutionException">It did not arrive; asks the platform to run the step again.</exception>
    public void Deliver(Guid id, Guid organization)
    {
        var message = new IntegrationMessage(service.Retrieve(IntegrationMessage.Table, id, Columns));
        if (message.Status != IntegrationMessageStatus.Pending || message.Invoice is not { } invoiceId)
        {
            return;
        }

        var invoice = new Invoice(
            service.Retrieve(Invoice.Table, invoiceId, new ColumnSet(Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn, Invoice.FinanceStatusColumn))
        );
        var fault = connector.Send(
            new InvoiceConfirmedMessage
            {
                MessageId = id.ToString("d"),
                MessageType = (message.Type ?? IntegrationMessageType.InvoiceConfirmed).ToString(),
                InvoiceId = invoiceId.ToString("d"),
                InvoiceNumber = invoice.Number,
                OrganizationId = organization.ToString("d"),
                CorrelationId = message.CorrelationId,
            },
            message.Name
        );

        if (fault is not null)
        {
            NoteFailure(message, fault);
            throw fault.ToException(OperationStatus.Retry);
        }

        NoteArrival(message, invoice);
    }

    private void NoteFailure(IntegrationMessage message, Fault fault)
    {
        var text = fault.ToString();
        service.Update(
            new Entity(IntegrationMessage.Table, message.Id)
            {
                [IntegrationMessage.AttemptsColumn] = message.Attempts + 1,
                [IntegrationMessage.LastErrorColumn] = text.Substring(0, Math.Min(text.Length, IntegrationMessage.LastErrorLength)),
            }
        );
    }

    // The invoice first: should finance be faster and the row version differ, the message stays Pending and the connector closes it.
    private void NoteArrival(IntegrationMessage message, Invoice invoice)
    {
        if (message.Type != IntegrationMessageType.InvoiceWithdrawn && invoice.FinanceStatus is (null or FinanceStatus.NotSent))
        {
            service.Execute(
                new UpdateRequest
                {
                    Target = new Entity(Invoice.Table, invoice.Id)
                    {
                        RowVersion = invoice.Entity.RowVersion,
                        [Invoice.FinanceStatusColumn] = new OptionSetValue((int)FinanceStatus.Sent),
                    },
                    ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
                }
            );
        }

        service.Update(
            new Entity(IntegrationMessage.Table, message.Id)
            {
                [IntegrationMessage.StatusColumn] = new OptionSetValue((int)IntegrationMessageStatus.Sent),
                [IntegrationMessage.AttemptsColumn] = message.Attempts + 1,
                [IntegrationMessage.SentOnColumn] = connector.Now.UtcDateTime,
                [IntegrationMessage.LastErrorColumn] = null,
            }
        );
    }
}
