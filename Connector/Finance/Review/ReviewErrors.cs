namespace ProjectInvoice.Finance.Review;

/// <summary>What keeps a proposal from being shown as the document that posting would make.</summary>
internal static class ReviewErrors
{
    public static readonly ErrorCode Posted = new(
        4220,
        "The proposal is posted as invoice {0}",
        "Read that document instead",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode NothingToInvoice = new(
        4220,
        "The proposal has nothing to invoice",
        "There is no document of it",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );
}
