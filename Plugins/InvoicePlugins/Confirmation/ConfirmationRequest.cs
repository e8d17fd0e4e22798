using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation;

/// <summary>Tells whether an update of an invoice asks for its confirmation.</summary>
public static class ConfirmationRequest
{
    /// <summary>Whether the update sets the project invoice status to Confirmed.</summary>
    /// <param name="target">The invoice as sent.</param>
    /// <returns>Yes or no.</returns>
    public static bool IsIn(Entity target) => new Invoice(target).Status == ProjectInvoiceStatus.Confirmed;
}
