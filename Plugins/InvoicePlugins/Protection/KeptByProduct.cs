using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps rows of the product's own tables from being written by hand. What the product does, and the deletion of their invoice, passes.</summary>
internal static class KeptByProduct
{
    /// <summary>Refuses a direct call.</summary>
    /// <param name="record">The row as its user knows it.</param>
    /// <exception cref="Microsoft.Xrm.Sdk.InvalidPluginExecutionException">The row was to be written by hand.</exception>
    public static void Refuse(PluginCall call, string record)
    {
        if (Callers.IsDirect(call.Context) && !Callers.IsBelowDelete(call.Context, Invoice.Table))
        {
            var done = call.Context.MessageName switch
            {
                "Create" => "created",
                "Update" => "changed",
                _ => "deleted",
            };
            throw ProtectionErrors.KeptByProduct.For(record, done).ToException();
        }
    }
}
