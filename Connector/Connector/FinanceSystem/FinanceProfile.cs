namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>
/// What one kind of finance system answers with, and how it spells what it holds. Data: an administrator adds one for a system that is not known yet.
/// </summary>
internal sealed record FinanceProfile
{
    /// <summary>Its name, which <c>Finance:Profile</c> names.</summary>
    public required string Name { get; init; }

    /// <summary>Raised with each change.</summary>
    public required int Version { get; init; }

    /// <summary>The statuses that say that a single row was created, or was there with the same content. 204 comes without the row.</summary>
    public required IReadOnlyList<int> Create { get; init; }

    /// <summary>The same for each part of a change set.</summary>
    public required IReadOnlyList<int> ChangeSet { get; init; }

    /// <summary>The statuses that say that a row was changed.</summary>
    public required IReadOnlyList<int> Update { get; init; }

    /// <summary>The action that takes many rows at once; null where there is none, and rows go in change sets.</summary>
    public BulkAction? Bulk { get; init; }

    /// <summary>Whether a row that is not there is answered by 404 and nothing else, in place of an error in words.</summary>
    public bool MissingRowIsEmpty { get; init; }

    /// <summary>How company ids are written.</summary>
    public LetterCase Companies { get; init; }

    /// <summary>The time of day, in UTC, that a day has where finance's property takes a point in time.</summary>
    public TimeOnly TimeOfDays { get; init; }

    /// <summary>Whether numbers with a fraction and those of 64 bits are written as text (OData, IEEE754Compatible).</summary>
    public bool NumbersAreText { get; init; }

    /// <summary>Whether a field that was not given reads as zero, or as the first symbol of its enumeration.</summary>
    public bool UnsetReadsAsDefault { get; init; }

    /// <summary>How this system is asked how far proposals have come; null where it tells nobody.</summary>
    public ProgressQuery? Progress { get; init; }
}
