namespace ProjectInvoice.Finance.Setup;

/// <summary>The next number of a sequence. It only ever rises, whatever set-up says.</summary>
internal sealed class NumberSequenceCounter
{
    public string Company { get; set; } = string.Empty;

    public string Reference { get; set; } = string.Empty;

    public long Next { get; set; }
}
