namespace ProjectInvoice.Finance.Staging;

/// <summary>How far a staged row has come.</summary>
internal enum ImportStatus
{
    /// <summary>Received; the import has not taken it yet.</summary>
    Staged,

    /// <summary>A line of a journal or a proposal holds it.</summary>
    Imported,

    /// <summary>
    /// Nothing is booked for it: the reversal that billing itself makes of what an invoice bills, which posting the invoice takes back anyway.
    /// </summary>
    Skipped,

    /// <summary>Posted; voucher, rate and amounts are written back on the row.</summary>
    Posted,
}
