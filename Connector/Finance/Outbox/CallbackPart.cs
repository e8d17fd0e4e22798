namespace ProjectInvoice.Finance.Outbox;

/// <summary>
/// One part of a posting's callback, written in the transaction of the posting and sent later; a part is sent only after the parts before it.
/// </summary>
internal sealed class CallbackPart
{
    /// <summary>Orders all parts; given by the database.</summary>
    public long Sequence { get; set; }

    public Guid EventId { get; set; }

    public int Part { get; set; }

    /// <summary>The journal or proposal that was posted, as its user knows it.</summary>
    public string Record { get; set; } = string.Empty;

    /// <summary>UTC; when the posting wrote it.</summary>
    public DateTime WrittenOn { get; set; }

    /// <summary>The body to send, byte for byte the same at every attempt.</summary>
    public string Body { get; set; } = string.Empty;

    /// <summary>The correlation id of the confirmation that the posting belongs to, for traces and logs.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The trace of the posting (W3C traceparent), which the sending belongs to.</summary>
    public string? TraceParent { get; set; }

    public CallbackStatus Status { get; set; }

    public int Attempts { get; set; }

    /// <summary>UTC; before it no further attempt is made.</summary>
    public DateTime NextAttempt { get; set; }

    public string? LastError { get; set; }
}
