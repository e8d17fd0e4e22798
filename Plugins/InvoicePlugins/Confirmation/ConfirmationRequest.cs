using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Protection;

namespace InvoicePlugins.Confirmation;

/// <summary>Tells whether an update of an invoice asks for its confirmation.</summary>
internal static class ConfirmationRequest
{
    /// <summary>Whether the update asks for a confirmation, and is not the one with which the last chunk ends it.</summary>
    /// <param name="call">The update.</param>
    public static bool IsIn(PluginCall call) => new Invoice(call.Target).AsksForConfirmation && !IsEnd(call);

    /// <summary>Whether the update is that of a bulk confirmation whose turn has come.</summary>
    /// <param name="call">The update.</param>
    public static bool IsOfBulk(PluginCall call) =>
        new Invoice(call.Target) is { AsksForConfirmation: true, ConfirmationStatus: ConfirmationStatus.None } && Callers.IsProduct(call.Context);

    private static bool IsEnd(PluginCall call)
    {
        if (new Invoice(call.Target).ConfirmationStatus != ConfirmationStatus.Complete)
        {
            return false;
        }

        for (var parent = call.Context.ParentContext; parent is not null; parent = parent.ParentContext)
        {
            if (parent.MessageName == ChunkMessage.Name)
            {
                return true;
            }
        }

        return false;
    }
}
