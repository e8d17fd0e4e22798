namespace ProjectInvoice.Finance.Identity;

/// <summary>
/// Numbers that were given before a restore and that the restored books do not have: their documents went out, or may have. Kept for good, so that a gap has
/// its reason.
/// </summary>
internal sealed class LostRange
{
    public string Company { get; set; } = string.Empty;

    /// <summary>What the sequence numbers.</summary>
    public string Reference { get; set; } = string.Empty;

    public long First { get; set; }

    public long Last { get; set; }

    /// <summary>The generation of the books that began then.</summary>
    public int Generation { get; set; }

    public string RaisedBy { get; set; } = string.Empty;

    /// <summary>UTC.</summary>
    public DateTime RaisedOn { get; set; }

    public bool Holds(long number) => number >= First && number <= Last;
}
