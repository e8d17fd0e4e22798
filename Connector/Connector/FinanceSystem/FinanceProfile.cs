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

    /// <summary>Where its service lies below <c>Finance:Url</c>, with a closing slash.</summary>
    public string Root { get; init; } = "data/";

    /// <summary>Whether every call asks for all companies (<c>cross-company=true</c>); otherwise only the caller's own would be seen.</summary>
    public bool CrossCompany { get; init; } = true;

    /// <summary>The companies, where their rows lie below them; null where a row names its company itself.</summary>
    public CompanySet? Company { get; init; }

    /// <summary>The fields by which a row is found again, of sets whose key the system itself gives.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Keys { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Most requests of one change set.</summary>
    public int Operations { get; init; } = 1000;

    /// <summary>In which form a batch is written.</summary>
    public BatchForm Batch { get; init; }

    /// <summary>Whether a change names the version of the row that it changes (<c>If-Match</c>).</summary>
    public bool ChangesNameVersion { get; init; }

    /// <summary>Parts of the texts that say that there is a row of this key, in the languages of its users.</summary>
    public IReadOnlyList<string> ExistsTexts { get; init; } = ["already exists"];

    /// <summary>Parts of the texts that say that somebody else changed the row at the same time.</summary>
    public IReadOnlyList<string> ConflictTexts { get; init; } = ["update conflict occurred due to another user process"];

    /// <summary>How an invoice is one document with its lines; null where header and rows go one by one, and the system joins them.</summary>
    public DocumentShape? Document { get; init; }

    /// <summary>Where the connector asks for what was posted; empty for a system that tells it by itself.</summary>
    public IReadOnlyList<PostingSource> Postings { get; init; } = [];
}
