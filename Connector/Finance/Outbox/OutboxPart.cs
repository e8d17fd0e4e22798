namespace ProjectInvoice.Finance.Outbox;

/// <summary>One part of a posting's callback as it is asked for.</summary>
/// <param name="Sequence">Its place among all parts; the last one of a page is where the next page goes on.</param>
/// <param name="EventId">The posting; by it, it is sent again.</param>
/// <param name="Record">The journal or proposal that was posted.</param>
/// <param name="Part">The part, from 1.</param>
/// <param name="Status">Pending or Sent.</param>
/// <param name="WrittenOn">UTC; when it was posted.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAttempt">UTC; when it is tried next.</param>
/// <param name="LastError">What the last attempt met.</param>
/// <param name="CorrelationId">The confirmation it belongs to.</param>
internal sealed record OutboxPart(
    long Sequence,
    Guid EventId,
    string Record,
    int Part,
    string Status,
    DateTime WrittenOn,
    int Attempts,
    DateTime? NextAttempt,
    string? LastError,
    string? CorrelationId
);
