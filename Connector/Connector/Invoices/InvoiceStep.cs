namespace ProjectInvoice.Connector.Invoices;

/// <summary>One step of an invoice, as it is told.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">Where it stands.</param>
internal sealed record InvoiceStep(Step Step, StepState State)
{
    /// <summary>When it was done, in UTC; null where nobody knows.</summary>
    public DateTime? DoneOn { get; init; }

    /// <summary>What it waits for; null where it does not.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public DateTime? Since { get; init; }

    /// <summary>When it is tried next, in UTC; null where that is the next run, or nobody knows.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>The code of what stands in the way; null for nothing.</summary>
    public string? Code { get; init; }

    /// <summary>What to do.</summary>
    public string? WhatToDo { get; init; }
}
