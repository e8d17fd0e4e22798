namespace ProjectInvoice.Connector.Storage;

/// <summary>How far the changes of one map's table were read.</summary>
internal sealed class SyncCursor
{
    /// <summary>The map.</summary>
    public string Map { get; set; } = "";

    /// <summary>The content of the map the reading was for; another one starts it again.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Where reading goes on; null for from the beginning.</summary>
    public string? Link { get; set; }

    /// <summary>When a reading last came to its end, in UTC.</summary>
    public DateTime? CompletedOn { get; set; }

    /// <summary>When a run last delivered everything it had read, in UTC.</summary>
    public DateTime? DeliveredOn { get; set; }

    /// <summary>The code of the failure that stopped the last run.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The record the failure is about.</summary>
    public string? ErrorRecord { get; set; }

    /// <summary>Cause and remedy of the failure.</summary>
    public string? ErrorText { get; set; }
}
