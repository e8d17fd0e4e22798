namespace Simulator.Invariants;

/// <summary>An invoice in Dataverse.</summary>
internal sealed record InvoiceRow(string Number, bool IsConfirmed, bool IsPosted, string? CustomerInvoiceNumber, decimal? Tax, string? LastError);
