namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>The documents that take an invoice whose total is below zero.</summary>
/// <param name="Set">Their set.</param>
/// <param name="Lines">The set of their lines.</param>
/// <param name="Renamed">Fields that are called otherwise there.</param>
internal sealed record CreditShape(string Set, string Lines, IReadOnlyDictionary<string, string> Renamed);
