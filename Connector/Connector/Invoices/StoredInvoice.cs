using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>What the connector's own database knows of an invoice.</summary>
/// <param name="InvoiceId">Its id in Dataverse.</param>
/// <param name="Message">Its last message; null where none has come, and only its rows are known.</param>
/// <param name="Parts">The parts of its posting that have come.</param>
/// <param name="Rows">Its rows that finance does not have.</param>
/// <param name="Lost">The posting that finance has lost; null for none.</param>
internal sealed record StoredInvoice(Guid InvoiceId, InboxMessage? Message, IReadOnlyList<StoredPart> Parts, IReadOnlyList<StoredRows> Rows, LostInvoice? Lost);
