namespace ProjectInvoice.Finance.Outbox;

/// <summary>Why a part does not count as sent.</summary>
/// <param name="Cause">What went wrong, without business data: it stands in the log.</param>
/// <param name="Answer">What the connector said; it is kept with the callback only.</param>
internal sealed record CallbackFailure(string Cause, string? Answer)
{
    public string Text => Answer is null ? Cause : $"{Cause} {Answer}";
}
