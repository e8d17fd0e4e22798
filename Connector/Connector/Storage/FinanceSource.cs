namespace ProjectInvoice.Connector.Storage;

/// <summary>A database of finance that has reported postings here, or was named by an administrator.</summary>
internal sealed class FinanceSource
{
    /// <summary>Its identity, made with it and kept in every backup.</summary>
    public Guid Source { get; set; }

    /// <summary>The highest generation it has told; raised by its administrator after a restore.</summary>
    public int Generation { get; set; }

    /// <summary>Whether it keeps the books: one does, no more.</summary>
    public bool IsBound { get; set; }
}
