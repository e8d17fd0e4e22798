namespace ProjectInvoice.Finance;

/// <summary>What the answer of a process tells about one record: code, the record as its user knows it, cause and remedy.</summary>
internal sealed record FinanceMessage(string Code, string Record, string Text)
{
    public static FinanceMessage Of(Fault fault) => new(fault.Code, fault.Record, fault.Text);
}
