using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// An amount to invoice on account: a milestone, or an advance or retainer. Its sales tax groups and dimensions are reviewed and changed here, before a
/// proposal takes it.
/// </summary>
internal sealed class OnAccountTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    /// <summary>Derived from the milestone or, without one, from the billed sales.</summary>
    public Guid OnAccountTransactionId { get; set; }

    public OnAccountOrigin Origin { get; set; }

    public string? ContractLineMilestoneIdentifier { get; set; }

    /// <summary>The id by which billed sales name the milestone.</summary>
    public Guid? MilestoneId { get; set; }

    /// <summary>The billed sales it was made for; null on a milestone that was known before.</summary>
    public Guid? ActualId { get; set; }

    public string? ContractId { get; set; }

    public string? ContractLineId { get; set; }

    public string? ProjectId { get; set; }

    public string? CustomerAccountNumber { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    /// <summary>In its own currency; negative where a retainer is applied or refunded.</summary>
    public decimal Amount { get; set; }

    public DateOnly? TransactionDate { get; set; }

    public string? Description { get; set; }

    public string? SalesTaxGroup { get; set; }

    public string? ItemSalesTaxGroup { get; set; }

    /// <summary>Name=value pairs separated by semicolons, in the order of their names.</summary>
    public string Dimensions { get; set; } = string.Empty;

    /// <summary>Whether a user has changed it: a revision of the milestone then leaves it.</summary>
    [Internal]
    public bool SalesTaxGroupIsEdited { get; set; }

    [Internal]
    public bool ItemSalesTaxGroupIsEdited { get; set; }

    [Internal]
    public bool DimensionsAreEdited { get; set; }

    public OnAccountStatus Status { get; set; }

    /// <summary>The proposal that holds it; null while it is open.</summary>
    public string? InvoiceProposalId { get; set; }
}
