using System.ComponentModel.DataAnnotations;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>The header of a project invoice proposal (entity ProjInvoiceProposalV2Entity): sent by the integration, never made or deleted by users.</summary>
internal sealed class InvoiceProposal : ICompanyRow
{
    [Required, MaxLength(4)]
    public string DataAreaId { get; set; } = string.Empty;

    /// <summary>The number of the pro forma invoice.</summary>
    [Required, MaxLength(100)]
    public string InvoiceProposalId { get; set; } = string.Empty;

    [Required, MaxLength(100)]
    public string ProjectContractId { get; set; } = string.Empty;

    [MaxLength(100)]
    public string? FundingSourceId { get; set; }

    [MaxLength(100)]
    public string? CustomerAccountNumber { get; set; }

    [Required, MaxLength(3)]
    public string SalesCurrency { get; set; } = string.Empty;

    public DateOnly? InvoiceDate { get; set; }

    /// <summary>The accounting date of the posting; without it the invoice date holds.</summary>
    public DateOnly? AccountingDate { get; set; }

    [MaxLength(4000)]
    public string? InvoiceHeaderText { get; set; }

    /// <summary>How many chargeable billed sales the invoice has.</summary>
    [Required]
    public int BillableSalesActualCount { get; set; }

    /// <summary>SHA-256 in lower-case hex over their ids: lower case, sorted, joined by line feeds.</summary>
    [Required, MaxLength(64)]
    public string HashedListOfBillableSalesActualIds { get; set; } = string.Empty;

    [EditableAtOrigin, MaxLength(100)]
    public string? CorrelationId { get; set; }

    /// <summary>Whether the invoice date is no longer the one that was sent.</summary>
    [Internal]
    public bool InvoiceDateIsOverridden { get; set; }

    /// <summary>The invoice date that was sent, where another one was chosen since.</summary>
    [Internal]
    public DateOnly? AnnouncedInvoiceDate { get; set; }

    /// <summary>Whether the accounting date is no longer the one that was sent.</summary>
    [Internal]
    public bool AccountingDateIsOverridden { get; set; }

    /// <summary>The accounting date that was sent, where another one was chosen since.</summary>
    [Internal]
    public DateOnly? AnnouncedAccountingDate { get; set; }

    /// <summary>Calculated or set by hand; calculated again at posting unless set by hand.</summary>
    [WrittenBack]
    public DateOnly? DueDate { get; set; }

    [WrittenBack]
    public bool DueDateIsOverridden { get; set; }

    /// <summary>The terms that were chosen here; until then those of the customer hold.</summary>
    [WrittenBack, MaxLength(100)]
    public string? TermsOfPayment { get; set; }

    [WrittenBack]
    public bool TermsOfPaymentIsOverridden { get; set; }

    [WrittenBack]
    public InvoiceSections LayoutSections { get; set; }

    [WrittenBack]
    public InvoiceDetail LayoutDetail { get; set; }

    [WrittenBack]
    public InvoiceOrder LayoutOrder { get; set; }

    /// <summary>Financial dimensions of customer balance and sales tax: name=value pairs separated by semicolons.</summary>
    [WrittenBack]
    public string Dimensions { get; set; } = string.Empty;

    [WrittenBack]
    public ProposalStatus ProposalStatus { get; set; }

    /// <summary>What the proposal waits for while it is open, or what is wrong with it; null otherwise.</summary>
    [WrittenBack]
    public string? WaitingReason { get; set; }

    /// <summary>The sum of the lines with sales tax, in sales currency.</summary>
    [WrittenBack]
    public decimal InvoiceAmount { get; set; }

    /// <summary>The sales tax in sales currency.</summary>
    [WrittenBack]
    public decimal SumTax { get; set; }

    /// <summary>The customer invoice number once posted.</summary>
    [WrittenBack]
    public string? ProjInvoiceId { get; set; }

    [WrittenBack]
    public string? LedgerVoucher { get; set; }

    /// <summary>The date the invoice was posted with.</summary>
    [WrittenBack]
    public DateOnly? PostedInvoiceDate { get; set; }

    /// <summary>The accounting date of the posting.</summary>
    [WrittenBack]
    public DateOnly? PostedAccountingDate { get; set; }
}
