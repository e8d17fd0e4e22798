namespace Simulator.Drafting;

/// <summary>A line as it was drafted.</summary>
/// <param name="Detail">Id of the invoice line detail.</param>
/// <param name="Original">Id of the unbilled sales actual that it bills.</param>
/// <param name="Amount">In the currency of the invoice, without tax.</param>
internal sealed record DraftedLine(Guid Detail, Guid Original, decimal Amount);
