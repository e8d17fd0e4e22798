using System;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace InvoicePlugins.Confirmation.Bulk;

/// <summary>
/// Confirms an invoice whose turn has come, in the name of who asked for it: one update, as a form sends it, so that a refusal leaves nothing behind. It runs
/// straight from the chunk's step, since a large invoice needs the depth for chunks of its own.
/// </summary>
/// <param name="call">The call of the step.</param>
internal sealed class ScheduledConfirmation(PluginCall call)
{
    /// <summary>Confirms the invoice and closes the chunk. An invoice that does not wait any more is left as it is.</summary>
    /// <param name="chunk">The chunk, of kind Confirm.</param>
    public void CarryOut(ConfirmationChunk chunk)
    {
        if (chunk.Status != ChunkStatus.Pending || chunk.Invoice is not { } id)
        {
            return;
        }

        var invoice = new BillingFactsReader(call.System).ReadInvoice(id);
        if (ChunkPhase.IsDue(invoice, chunk))
        {
            Confirm(invoice, chunk.Owner ?? call.Context.InitiatingUserId);
        }

        call.System.Update(new Entity(ConfirmationChunk.Table, chunk.Id) { [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Complete) });
    }

    // Should anybody have been faster, or have canceled it, the row version differs, and the step is run again.
    private void Confirm(Invoice invoice, Guid user) =>
        call.As(user)
            .Execute(
                new UpdateRequest
                {
                    Target = new Entity(Invoice.Table, invoice.Id)
                    {
                        RowVersion = invoice.Entity.RowVersion,
                        [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed),
                        [Invoice.ConfirmationStatusColumn] = new OptionSetValue((int)ConfirmationStatus.None),
                    },
                    ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
                }
            );
}
