namespace ProjectInvoice.Connector.Postings;

/// <summary>How far the postings of a source were read.</summary>
/// <param name="Time">The latest time that was read; null for nothing yet.</param>
/// <param name="ReadOn">When it was read last.</param>
/// <param name="SweptOn">When it was last read far back.</param>
internal sealed record PostingPlace(DateTime? Time, DateTime? ReadOn, DateTime? SweptOn)
{
    /// <summary>The same, with times that are known to be in UTC.</summary>
    public PostingPlace InUtc() => new(Utc(Time), Utc(ReadOn), Utc(SweptOn));

    private static DateTime? Utc(DateTime? moment) => moment is { } known ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : null;
}
