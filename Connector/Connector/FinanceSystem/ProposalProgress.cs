namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>How far one proposal has come in finance.</summary>
/// <param name="Number">Its number.</param>
/// <param name="CorrelationId">The confirmation that it is of; null where finance does not tell.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Reason">What it waits for, in the words of finance; null for nothing.</param>
internal sealed record ProposalProgress(string Number, string? CorrelationId, ProposalStage Stage, string? Reason);
