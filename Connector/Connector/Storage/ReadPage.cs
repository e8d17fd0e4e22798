namespace ProjectInvoice.Connector.Storage;

/// <summary>One page of changes of a map's table, as it is stored together with where reading goes on.</summary>
internal sealed record ReadPage
{
    /// <summary>The map.</summary>
    public required string Map { get; init; }

    /// <summary>The map's content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Rows to deliver, by id, as they were read. A newer reading replaces an older one.</summary>
    public required IReadOnlyList<KeyValuePair<Guid, string>> Send { get; init; }

    /// <summary>Rows that are not to be delivered any more.</summary>
    public required IReadOnlyList<Guid> Drop { get; init; }

    /// <summary>Rows deleted in Dataverse: listed with a fault where finance holds them, forgotten where not.</summary>
    public required IReadOnlyDictionary<Guid, Fault> Deleted { get; init; }

    /// <summary>Every row that was read, with the row it waits for; empty where the map's rows wait for nothing.</summary>
    public required IReadOnlyList<KeyValuePair<Guid, Guid?>> Known { get; init; }

    /// <summary>Whether everything is read again from here: what was stored before and is not read again is not there any more.</summary>
    public required bool StartsOver { get; init; }

    /// <summary>Where reading goes on.</summary>
    public required string Link { get; init; }

    /// <summary>Whether reading came to its end.</summary>
    public required bool IsLast { get; init; }
}
