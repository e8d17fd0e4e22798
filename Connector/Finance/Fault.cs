namespace Finance;

/// <summary>A fault whose record is named by the caller, who knows what the user calls it.</summary>
internal sealed record Fault(string Code, string Text)
{
    public FinanceMessage At(string record) => new(Code, record, Text);
}
