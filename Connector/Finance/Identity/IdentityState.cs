namespace ProjectInvoice.Finance.Identity;

/// <summary>Which books these are, and whether the connector knows more of them than they do.</summary>
/// <param name="Source">Their identity.</param>
/// <param name="Generation">Their generation.</param>
/// <param name="Posts">Whether they may be posted to.</param>
/// <param name="Code">Why not: the code that a posting would be refused with.</param>
/// <param name="Message">Why not, and what to do.</param>
/// <param name="Lost">The sequences that would give numbers again.</param>
/// <param name="LostInRestores">The numbers that restores have cost so far.</param>
internal sealed record IdentityState(
    Guid Source,
    int Generation,
    bool Posts,
    string? Code,
    string? Message,
    IReadOnlyList<LostNumbers> Lost,
    IReadOnlyList<LostRange> LostInRestores
);
