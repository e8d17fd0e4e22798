namespace ProjectInvoice.Connector.Invoices;

/// <summary>A question after invoices that has no answer (PINV35xx).</summary>
internal static class InvoiceErrors
{
    /// <summary>It was mistyped, is of another environment, or a draft that never was confirmed.</summary>
    public static readonly ErrorCode Unknown = new(
        3501,
        "neither the connector nor Dataverse has an invoice of this number",
        "Give the number as Dataverse shows it",
        Status: StatusCodes.Status404NotFound
    );

    /// <summary>A state, an age or a page that is none.</summary>
    public static readonly ErrorCode FilterUnknown = new(3502, "'{0}' is no {1}", "Give {2}", Status: StatusCodes.Status400BadRequest);
}
