namespace ProjectInvoice.ServiceDefaults.Errors;

/// <summary>What is wrong with one record: which, why, and what to do.</summary>
/// <param name="Error">The kind of error, with its code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Cause">The cause in this case; no full stop.</param>
/// <param name="Remedy">What to do in this case; no full stop.</param>
public sealed record Fault(ErrorCode Error, string Record, string Cause, string Remedy)
{
    /// <summary>The code as people read it.</summary>
    public string Code => Error.Code;

    /// <summary>Cause and remedy, without code and record.</summary>
    public string Text => $"{Cause}. {Remedy}.";

    /// <summary>The whole sentence.</summary>
    /// <returns>For example <c>PINV3207: Invoice PF-1003: The table map has no value for it. Add the value to the map.</c></returns>
    public override string ToString() => $"{Code}: {Record}: {Text}";
}
