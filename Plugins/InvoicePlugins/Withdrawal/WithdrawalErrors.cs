using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Withdrawal;

/// <summary>Why an invoice is not withdrawn (PINV1320 to PINV1329). Nothing has changed then.</summary>
internal static class WithdrawalErrors
{
    /// <summary>Withdrawing is for those who watch the integration.</summary>
    public static readonly ErrorCode NotAdministrator = new(1320, "Only the role {0} withdraws invoices", "Ask an administrator");

    /// <summary>Nothing was confirmed.</summary>
    public static readonly ErrorCode NotConfirmed = new(1321, "The invoice is not confirmed", "Edit the draft, or cancel the confirmation that is under way");

    /// <summary>Finance has posted it, or closed it.</summary>
    public static readonly ErrorCode Posted = new(1322, "Finance has posted the invoice ({0})", "Revise it");

    /// <summary>It is paid.</summary>
    public static readonly ErrorCode Paid = new(1323, "The invoice is paid", "Revise it");

    /// <summary>The actuals are not this product's.</summary>
    public static readonly ErrorCode MadeByOthers = new(
        1324,
        "Project Operations itself has made the actuals of the invoice, and they cannot be taken back from here",
        "Revise it"
    );

    /// <summary>Confirmed before confirmations kept a record.</summary>
    public static readonly ErrorCode NoRecord = new(1325, "There is no record of what the confirmation of the invoice has made", "Revise it");

    /// <summary>A reason is asked for, since it is told to those who wonder where the invoice went.</summary>
    public static readonly ErrorCode NoReason = new(1326, "No reason is given", "Say why the invoice is withdrawn");

    /// <summary>Finance has refused.</summary>
    public static readonly ErrorCode Refused = new(
        1328,
        "Finance did not let the invoice be withdrawn: {0}",
        "The invoice stays confirmed; do what finance says"
    );
}
