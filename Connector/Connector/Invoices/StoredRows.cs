using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>Rows of an invoice that finance does not have, of one map, in one state and with one error.</summary>
internal sealed record StoredRows(
    Guid InvoiceId,
    string Map,
    WorkState State,
    string? HeldTable,
    string? ErrorCode,
    string? ErrorRecord,
    string? ErrorText,
    int Count,
    DateTime Since
)
{
    /// <summary>Whether they wait for a person.</summary>
    public bool IsFailed => State == WorkState.Failed || (State == WorkState.Held && ErrorCode is not null);
}
