namespace LocalEnvironment.Finance;

/// <summary>
/// A project invoice proposal as far as the main job looks at it; status Open, Ready, Posted or NothingToInvoice, and what an open one waits for.
/// </summary>
internal sealed record Proposal(string Company, string Number, string Status, string? WaitingReason);
