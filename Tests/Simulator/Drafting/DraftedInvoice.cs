namespace Simulator.Drafting;

/// <summary>An invoice as it was drafted: what everything in the end is held against.</summary>
internal sealed record DraftedInvoice(Guid Id, string Number, Terms Terms, IReadOnlyList<DraftedLine> Lines);
