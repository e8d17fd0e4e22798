using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>An integration journal: cost and unbilled sales of one period, at most as many lines as the parameter allows.</summary>
internal sealed class IntegrationJournal : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string JournalId { get; set; } = string.Empty;

    /// <summary>The day, month or year of its lines, or All.</summary>
    public string Period { get; set; } = string.Empty;

    public JournalStatus Status { get; set; }

    public int LineCount { get; set; }
}
