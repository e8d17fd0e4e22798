namespace ProjectInvoice.Connector.Invoices;

/// <summary>Where a step stands.</summary>
internal enum StepState
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>It goes on by itself, or waits for people in their ordinary work.</summary>
    Waiting,

    /// <summary>Refused: somebody has to mend something.</summary>
    Failed,

    /// <summary>Its turn has not come.</summary>
    NotYet,

    /// <summary>The side that knows does not tell.</summary>
    Unknown,
}
