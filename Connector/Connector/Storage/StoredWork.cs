namespace ProjectInvoice.Connector.Storage;

/// <summary>What every stored piece of work carries: its state and its last failure.</summary>
internal abstract class StoredWork
{
    /// <summary>Order of arrival.</summary>
    public long Sequence { get; set; }

    /// <summary>Where it stands.</summary>
    public WorkState State { get; set; }

    /// <summary>How often it was tried without success.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this point in time, in UTC; null for at once.</summary>
    public DateTime? NotBefore { get; set; }

    /// <summary>When it was stored, in UTC.</summary>
    public DateTime StoredOn { get; set; }

    /// <summary>When it was done, in UTC.</summary>
    public DateTime? DoneOn { get; set; }

    /// <summary>The code of the last failure.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The record the last failure is about.</summary>
    public string? ErrorRecord { get; set; }

    /// <summary>Cause and remedy of the last failure.</summary>
    public string? ErrorText { get; set; }

    /// <summary>Notes success.</summary>
    /// <param name="now">The present, in UTC.</param>
    public void Succeed(DateTime now)
    {
        State = WorkState.Done;
        DoneOn = now;
        NotBefore = null;
        (ErrorCode, ErrorRecord, ErrorText) = (null, null, null);
    }

    /// <summary>Notes a failure: a refusal waits for a person, anything else for its time.</summary>
    /// <param name="now">The present, in UTC.</param>
    /// <param name="wait">How long to wait before the next attempt.</param>
    public void Fail(ConnectorException failure, DateTime now, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Attempts++;
        State = failure.Kind == ErrorKind.Rule ? WorkState.Failed : WorkState.Waiting;
        NotBefore = State == WorkState.Failed ? null : now + wait;
        (ErrorCode, ErrorRecord, ErrorText) = (failure.Code, StorableText.Of(failure.Record), StorableText.Of(failure.Fault.Text));
    }

    /// <summary>Makes it due again at once.</summary>
    public void Retry()
    {
        State = WorkState.Waiting;
        NotBefore = null;
    }
}
