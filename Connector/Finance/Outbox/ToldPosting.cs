namespace ProjectInvoice.Finance.Outbox;

/// <summary>How far the connector was told of one posting.</summary>
/// <param name="EventId">The posting; by it, it is sent again.</param>
/// <param name="Record">The journal or proposal that was posted.</param>
/// <param name="Parts">How many parts it has.</param>
/// <param name="Sent">How many of them the connector has.</param>
/// <param name="WrittenOn">UTC; when it was posted.</param>
/// <param name="Attempts">How often its parts were tried.</param>
/// <param name="NextAttempt">UTC; when the next part is tried; null where all are sent.</param>
/// <param name="LastError">What the last attempt of that part met.</param>
/// <param name="CorrelationId">The confirmation it belongs to.</param>
internal sealed record ToldPosting(
    Guid EventId,
    string Record,
    int Parts,
    int Sent,
    DateTime WrittenOn,
    int Attempts,
    DateTime? NextAttempt,
    string? LastError,
    string? CorrelationId
);
