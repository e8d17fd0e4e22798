namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>How far finance has told the connector of one posting.</summary>
/// <param name="Number">The journal or proposal.</param>
/// <param name="CorrelationId">The confirmation that it is of; null where finance does not tell.</param>
/// <param name="PostedOn">When it was posted, in UTC.</param>
/// <param name="NextAttempt">When it is told next, in UTC; null where all of it was.</param>
/// <param name="LastError">What the last attempt met.</param>
internal sealed record PostingProgress(string Number, string? CorrelationId, DateTime PostedOn, DateTime? NextAttempt, string? LastError);
