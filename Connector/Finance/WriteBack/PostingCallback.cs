namespace ProjectInvoice.Finance.WriteBack;

/// <summary>One part of what finance tells about a posting: at most 1,000 lines; the other fields are the same in every part.</summary>
internal sealed record PostingCallback(
    Guid EventId,
    int Part,
    int Parts,
    string Kind,
    string Company,
    string? Journal,
    string? Proposal,
    string? CustomerInvoiceNumber,
    DateOnly? CustomerInvoiceDate,
    string Outcome,
    string Currency,
    decimal TaxAmount,
    string? CorrelationId,
    IReadOnlyList<PostingCallbackLine> Lines
)
{
    /// <summary>The books that tell it; filled when it is written.</summary>
    public Guid Source { get; init; }

    /// <summary>Their generation; filled when it is written.</summary>
    public int Generation { get; init; }

    /// <summary>The highest number that each sequence of the company had given by then; filled when it is written.</summary>
    public IReadOnlyList<GivenNumber> Numbers { get; init; } = [];
}
