namespace InvoicePlugins.Confirmation;

/// <summary>Whether a confirmation fits into one transaction.</summary>
internal enum ConfirmationSize
{
    /// <summary>It does.</summary>
    Small = 0,

    /// <summary>It does not, and is carried out in chunks.</summary>
    Large = 1,
}
