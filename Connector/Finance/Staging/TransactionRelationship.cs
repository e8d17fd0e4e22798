using System.ComponentModel.DataAnnotations;

namespace ProjectInvoice.Finance.Staging;

/// <summary>
/// A connection between two actuals with the role of each (entity ProjCDSTransactionRelationshipImportEntity). It may be read from either end.
/// </summary>
internal sealed class TransactionRelationship
{
    [Required]
    public Guid ConnectionId { get; set; }

    [Required]
    public Guid Transaction1Id { get; set; }

    [Required, MaxLength(50)]
    public string Transaction1Role { get; set; } = string.Empty;

    [Required, MaxLength(50)]
    public string Transaction1Type { get; set; } = string.Empty;

    [Required]
    public Guid Transaction2Id { get; set; }

    [Required, MaxLength(50)]
    public string Transaction2Role { get; set; } = string.Empty;

    [Required, MaxLength(50)]
    public string Transaction2Type { get; set; } = string.Empty;
}
