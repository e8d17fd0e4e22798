using System.ComponentModel.DataAnnotations;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>
/// One actual as it was sent for accounting (entity ProjActualsImportEntity). Amounts are in the row's own currency unless they say otherwise.
/// </summary>
internal sealed class ActualsImport : ICompanyRow
{
    [Required, MaxLength(4)]
    public string DataAreaId { get; set; } = string.Empty;

    [Required]
    public Guid ActualsImportId { get; set; }

    [Required]
    public Guid ActualId { get; set; }

    [Required]
    public ProjCDSTransType TransactionType { get; set; }

    [Required]
    public long TransactionClassification { get; set; }

    public ProjBillingType BillingType { get; set; }

    /// <summary>The billing method of the contract line; null on a row without one, which takes its project's. Not a field of the product's entity.</summary>
    [EditableAtOrigin]
    public ProjBillingMethod? BillingMethod { get; set; }

    [EditableAtOrigin]
    public long? AdjustmentStatus { get; set; }

    [EditableAtOrigin]
    public long? BillingStatusId { get; set; }

    [Required]
    public DateOnly AccountingDate { get; set; }

    public DateOnly? DocumentDate { get; set; }

    public DateOnly? StartDate { get; set; }

    public DateOnly? EndDate { get; set; }

    public decimal Quantity { get; set; }

    public decimal? UnitPrice { get; set; }

    /// <summary>In accounting currency, as the sender had it; finance computes its own.</summary>
    public decimal? UnitPriceMST { get; set; }

    [Required]
    public decimal Amount { get; set; }

    [Required, MaxLength(3)]
    public string TransactionCurrencyId { get; set; } = string.Empty;

    [MaxLength(100)]
    public string? ContractId { get; set; }

    [MaxLength(100)]
    public string? ContractLineId { get; set; }

    [MaxLength(100)]
    public string? FundingSource { get; set; }

    [MaxLength(100)]
    public string? CustomerAccountNumber { get; set; }

    [MaxLength(200)]
    public string? ProjectId { get; set; }

    [MaxLength(4)]
    public string? ProjectDataAreaId { get; set; }

    [MaxLength(200)]
    public string? TaskNumber { get; set; }

    [MaxLength(200)]
    public string? TransactionCategoryId { get; set; }

    [MaxLength(200)]
    public string? ProductNumber { get; set; }

    [MaxLength(1000)]
    public string? ProductDescription { get; set; }

    [MaxLength(100)]
    public string? UnitOfMeasure { get; set; }

    [MaxLength(200)]
    public string? BookableResourceName { get; set; }

    [EditableAtOrigin, MaxLength(4000)]
    public string? Description { get; set; }

    [EditableAtOrigin, MaxLength(4000)]
    public string? ExternalDescription { get; set; }

    [EditableAtOrigin, MaxLength(100)]
    public string? InvoiceProposalId { get; set; }

    public Guid? MilestoneId { get; set; }

    /// <summary>
    /// The retainer that the row invoices, uses or refunds, by its id at the sender: not a field of the product's entity, whose class Retainer does not say it.
    /// </summary>
    [EditableAtOrigin]
    public Guid? RetainerId { get; set; }

    [EditableAtOrigin, MaxLength(400)]
    public string? ExternalReference { get; set; }

    [EditableAtOrigin, MaxLength(400)]
    public string? ExternalOriginReference { get; set; }

    [EditableAtOrigin]
    public long? Status { get; set; }

    [EditableAtOrigin]
    public long? StatusReason { get; set; }

    [EditableAtOrigin]
    public Guid? OwningUser { get; set; }

    [EditableAtOrigin]
    public Guid? OwningBusinessId { get; set; }

    public Guid? ContractingUnit { get; set; }

    public Guid? ResourceId { get; set; }

    public Guid? ResourceOperationUnitId { get; set; }

    public int? ContractLine { get; set; }

    [EditableAtOrigin, MaxLength(100)]
    public string? InvoiceId { get; set; }

    [MaxLength(4)]
    public string? ResourcingCompany { get; set; }

    [MaxLength(200)]
    public string? SubcontractLine { get; set; }

    [MaxLength(200)]
    public string? SubConInvoiceId { get; set; }

    [MaxLength(200)]
    public string? MatchedVendorInvoice { get; set; }

    [MaxLength(200)]
    public string? VendInvoiceLineProjTransId { get; set; }

    [EditableAtOrigin]
    public NoYes? IsJournalized { get; set; }

    [EditableAtOrigin]
    public NoYes? ProjActualsImportSync { get; set; }

    public DateOnly? ExchangeRateDate { get; set; }

    [WrittenBack]
    public string? VoucherNumber { get; set; }

    /// <summary>Units of accounting currency for one of the row's currency.</summary>
    [WrittenBack]
    public decimal? ExchangeRate { get; set; }

    /// <summary>In accounting currency.</summary>
    [WrittenBack]
    public decimal? AccountingAmount { get; set; }

    [WrittenBack]
    public decimal? SalesTaxAmount { get; set; }

    [Internal]
    public ImportStatus ImportStatus { get; set; }

    /// <summary>Hour, Expense, Item, Fee or OnAccount, as the class was understood at receipt; null on rows of before, which hold no retainers.</summary>
    [Internal]
    public string? AccountingType { get; set; }

    /// <summary>An on-account row of an advance or retainer: positive when it is invoiced, negative when it is applied or refunded.</summary>
    [Internal]
    public bool IsRetainer { get; set; }

    /// <summary>The day of the transaction, by which lines are ordered: start, else document, else accounting date.</summary>
    [Internal]
    public DateOnly TransactionDate { get; set; }
}
