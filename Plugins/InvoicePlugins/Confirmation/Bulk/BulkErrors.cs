using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Confirmation.Bulk;

/// <summary>Why a bulk confirmation does not take what it is given (PINV114x).</summary>
internal static class BulkErrors
{
    /// <summary>Something that should be an id is none.</summary>
    public static readonly ErrorCode NotAnId = new(1140, "'{0}' is not the id of an invoice", "Give the ids separated by commas");

    /// <summary>None, or too many.</summary>
    public static readonly ErrorCode WrongNumber = new(1141, "{0} invoices are named, and one call takes 1 to {1}", "Call it several times");

    /// <summary>The invoice is not there, or not for this user.</summary>
    public static readonly ErrorCode UnknownInvoice = new(1142, "There is no such invoice, or you may not read it", "Leave it out");
}
