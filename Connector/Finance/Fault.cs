namespace ProjectInvoice.Finance;

/// <summary>A fault whose record is named by the caller, who knows what the user calls it and which step has to be repeated.</summary>
/// <param name="Code">PINV and four digits.</param>
/// <param name="Cause">What is wrong, in whole sentences; with the remedy where that ends the matter.</param>
/// <param name="Remedy">What to do before the step is repeated, without a full stop; null where the cause says it all.</param>
internal sealed record Fault(string Code, string Cause, string? Remedy = null)
{
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="again">How to repeat the step, such as "post again".</param>
    public FinanceMessage At(string record, string again) => new(Code, record, Text(again));

    /// <summary>Cause and remedy in plain words.</summary>
    public string Text(string again) => Remedy is null ? Cause : $"{Cause} {Remedy}, then {again}.";
}
