namespace ProjectInvoice.Connector;

/// <summary>
/// Named places between two effects. The product passes them silently; a test throws at one of them to stand for a crash there.
/// </summary>
internal class StepProbe
{
    public const string MessageStored = nameof(MessageStored);
    public const string HeaderPosted = nameof(HeaderPosted);
    public const string HeaderMarked = nameof(HeaderMarked);
    public const string InvoiceMarkedSent = nameof(InvoiceMarkedSent);
    public const string MessageMarkedSent = nameof(MessageMarkedSent);
    public const string MessageReopened = nameof(MessageReopened);
    public const string PageStored = nameof(PageStored);
    public const string RowsHeld = nameof(RowsHeld);
    public const string RowsReleased = nameof(RowsReleased);
    public const string RowsStoredAgain = nameof(RowsStoredAgain);
    public const string BatchPosted = nameof(BatchPosted);
    public const string BatchMarked = nameof(BatchMarked);
    public const string WithdrawnInFinance = nameof(WithdrawnInFinance);
    public const string WithdrawnForgotten = nameof(WithdrawnForgotten);
    public const string WithdrawalTold = nameof(WithdrawalTold);
    public const string DocumentCreated = nameof(DocumentCreated);
    public const string DocumentLinesAdded = nameof(DocumentLinesAdded);
    public const string DocumentFilled = nameof(DocumentFilled);
    public const string DocumentPosted = nameof(DocumentPosted);
    public const string PostingPageTaken = nameof(PostingPageTaken);
    public const string PostingPlaceKept = nameof(PostingPlaceKept);
    public const string PostingStored = nameof(PostingStored);
    public const string PostingRecorded = nameof(PostingRecorded);
    public const string PostingMarked = nameof(PostingMarked);

    public virtual void Pass(string step) { }
}
