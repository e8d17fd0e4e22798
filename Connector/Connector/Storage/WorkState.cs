namespace ProjectInvoice.Connector.Storage;

/// <summary>Where a stored piece of work stands.</summary>
internal enum WorkState
{
    /// <summary>Stored, to be done; after a passing failure it is done again when its time has come.</summary>
    Waiting = 0,

    /// <summary>Done.</summary>
    Done = 1,

    /// <summary>Refused. It stays until it changes or someone retries it.</summary>
    Failed = 2,

    /// <summary>Held back until another row lets it go.</summary>
    Held = 3,
}
