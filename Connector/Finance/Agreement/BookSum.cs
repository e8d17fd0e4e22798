namespace ProjectInvoice.Finance.Agreement;

/// <summary>A sum of one side of the books; the other side is its negative. Parts of the key that a comparison leaves out are empty.</summary>
internal sealed class BookSum
{
    public string Company { get; init; } = string.Empty;

    public string Voucher { get; init; } = string.Empty;

    public string Account { get; init; } = string.Empty;

    public string Dimensions { get; init; } = string.Empty;

    /// <summary>The actual that it is about; null where it is about none.</summary>
    public Guid? Actual { get; init; }

    public string Currency { get; init; } = string.Empty;

    public decimal Amount { get; init; }

    public decimal Accounting { get; init; }

    public decimal Reporting { get; init; }
}
