using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>A part of a posting, without what it says.</summary>
internal sealed record StoredPart(
    string CorrelationId,
    Guid EventId,
    int Part,
    int Parts,
    WorkState State,
    DateTime StoredOn,
    DateTime? DoneOn,
    DateTime? NotBefore,
    string? ErrorCode,
    string? ErrorRecord,
    string? ErrorText
);
