namespace ProjectInvoice.Finance.Setup;

/// <summary>One row that changes with every change of the set-up, so that a process knows whether what it read before still holds.</summary>
internal sealed class SetupStamp
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public Guid Stamp { get; set; }
}
