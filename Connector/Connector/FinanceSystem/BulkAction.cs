namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>An action that takes rows of a set as one array and answers with counts.</summary>
/// <param name="Action">Its name, without namespace.</param>
/// <param name="Received">The property of its answer that counts the rows received.</param>
/// <param name="Parts">The properties that count what became of them; together they are all of them.</param>
internal sealed record BulkAction(string Action, string Received, IReadOnlyList<string> Parts);
