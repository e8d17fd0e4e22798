namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>How a finance system is asked how far its proposals have come.</summary>
internal sealed record ProgressQuery
{
    /// <summary>The set of proposals, as maps name it.</summary>
    public required string Set { get; init; }

    /// <summary>The property of a proposal's number.</summary>
    public required string Number { get; init; }

    /// <summary>The property of the correlation id, which tells proposals of one number apart; null for none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The property of its status.</summary>
    public required string Status { get; init; }

    /// <summary>The property that says what an open proposal waits for; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>The statuses of a proposal that has its lines and can be posted.</summary>
    public required IReadOnlyList<string> Ready { get; init; }

    /// <summary>The statuses of a proposal that is posted, or closed with nothing to invoice.</summary>
    public required IReadOnlyList<string> Posted { get; init; }

    /// <summary>The address below <c>Finance:Url</c> that tells how far the connector was told of postings; null for none.</summary>
    public string? Postings { get; init; }

    /// <summary>The address below <c>Finance:Url</c> that sends the postings of a proposal again; null for none.</summary>
    public string? SendAgain { get; init; }
}
