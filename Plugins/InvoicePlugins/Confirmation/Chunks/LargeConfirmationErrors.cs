using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Why a confirmation in chunks stops, or is not resumed or canceled (PINV105x).</summary>
internal static class LargeConfirmationErrors
{
    /// <summary>Details that were to be billed are gone.</summary>
    public static readonly ErrorCode DetailsGone = new(
        1052,
        "{0} of the details to be billed do not exist any more",
        "Cancel the confirmation, and confirm the invoice again"
    );

    /// <summary>There is nothing to be resumed.</summary>
    public static readonly ErrorCode NothingToResume = new(
        1053,
        "No confirmation of the invoice stopped halfway",
        "Confirm the invoice; what was not billed is not resumed but confirmed again"
    );

    /// <summary>There is nothing to be canceled.</summary>
    public static readonly ErrorCode NothingToCancel = new(
        1054,
        "No confirmation of the invoice is under way",
        "Nothing has to be done; to change a confirmed invoice, revise it"
    );

    /// <summary>What a confirmation made is used by somebody else already.</summary>
    public static readonly ErrorCode NotUndoable = new(
        1056,
        "{0} {1} was changed after the confirmation made it or changed it",
        "Remove it from the invoice that has used it since while that is a draft, else have that one withdrawn first; then withdraw again, or "
            + "resume the cancellation"
    );

    /// <summary>The first pass found faults.</summary>
    public static readonly ErrorCode FaultsFound = new(
        1057,
        "The first pass found {0} faults; nothing was billed",
        "Mend what the confirmation chunks name, and confirm the invoice again"
    );
}
