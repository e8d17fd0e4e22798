using System.ComponentModel.DataAnnotations;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>A milestone of a contract line, known to finance when it is saved, before it is invoiced.</summary>
internal sealed class ContractLineMilestone : ICompanyRow
{
    [Required, MaxLength(4)]
    public string DataAreaId { get; set; } = string.Empty;

    [Required, MaxLength(100)]
    public string ContractLineMilestoneIdentifier { get; set; } = string.Empty;

    public Guid? ContractLineMilestoneGuid { get; set; }

    [EditableAtOrigin, MaxLength(200)]
    public string? ProjectNumber { get; set; }

    [MaxLength(100)]
    public string? ProjectContractId { get; set; }

    [EditableAtOrigin, MaxLength(4000)]
    public string? Description { get; set; }

    [Required, MaxLength(3)]
    public string CurrencyCode { get; set; } = string.Empty;

    [Required, EditableAtOrigin]
    public decimal Amount { get; set; }

    [EditableAtOrigin]
    public DateOnly? TransactionDate { get; set; }

    [MaxLength(100)]
    public string? CustomerAccountNumber { get; set; }

    [MaxLength(100)]
    public string? ContractLineId { get; set; }

    [MaxLength(100)]
    public string? ActivityNumber { get; set; }
}
