using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>One proposal of a batch and what became of it.</summary>
internal sealed class PostingBatchProposal : ICompanyRow
{
    public Guid BatchId { get; set; }

    public string DataAreaId { get; set; } = string.Empty;

    public string InvoiceProposalId { get; set; } = string.Empty;

    public PostingBatchOutcome Outcome { get; set; }

    public string? CustomerInvoiceNumber { get; set; }

    /// <summary>PINV and four digits where it was refused.</summary>
    public string? Code { get; set; }

    /// <summary>Cause and remedy where it was refused.</summary>
    public string? Text { get; set; }
}
