namespace Finance.Proposals;

/// <summary>Whether the document of an invoice shows every line, or one line for all of the same kind, price and tax.</summary>
internal enum InvoiceDetail
{
    Detail,
    Summary,
}
