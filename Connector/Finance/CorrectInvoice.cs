namespace ProjectInvoice.Finance;

/// <summary>
/// What to do about an invoice that says something that cannot be booked: confirmed invoices are locked where they are kept, so it has to become a draft again
/// first.
/// </summary>
internal static class CorrectInvoice
{
    /// <summary>For what finance has not posted.</summary>
    public const string ThereAgain = "Have the invoice withdrawn where it was made, correct it there and confirm it again";
}
