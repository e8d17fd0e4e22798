namespace ProjectInvoice.Connector.Invoices;

/// <summary>What is sent again.</summary>
/// <param name="Headers">How many headers, with their rows; those that wait anyway do not count.</param>
/// <param name="Postings">Whether finance tells its postings again; false where it has none, null where it cannot be asked.</param>
internal sealed record ResentInvoice(int Headers, bool? Postings);
