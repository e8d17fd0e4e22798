namespace ProjectInvoice.Connector.Invoices;

/// <summary>One invoice, one line: where it stands, and each of its steps.</summary>
/// <param name="Number">Its number, as people know it; null where neither side tells.</param>
/// <param name="Customer">The customer's name; null where Dataverse does not tell.</param>
/// <param name="InvoiceId">Its id in Dataverse, by which invoices of one number are told apart.</param>
/// <param name="CorrelationId">One id from the confirmation to the callback; null while no message of it has come.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Step">The step that it has come to: the one that fails or waits; the last where all are done.</param>
/// <param name="Since">Since when it is under way, in UTC.</param>
/// <param name="Steps">Its steps, in their order.</param>
internal sealed record InvoiceLine(
    string? Number,
    string? Customer,
    Guid InvoiceId,
    string? CorrelationId,
    InvoiceState State,
    Step Step,
    DateTime? Since,
    IReadOnlyList<InvoiceStep> Steps
)
{
    /// <summary>What it waits for; null where it does not.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>When it is tried next, in UTC.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>The code of what stands in the way.</summary>
    public string? Code { get; init; }

    /// <summary>What to do.</summary>
    public string? WhatToDo { get; init; }
}
