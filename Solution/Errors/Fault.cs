namespace Solution.Errors;

/// <summary>What is wrong with one record: which, why, and what to do.</summary>
internal sealed record Fault(ErrorCode Error, string Record, string Cause, string Remedy)
{
    /// <summary>For example <c>PINV2009: pinv_Retainer: it has no main form. Add one below FormXml.</c></summary>
    public override string ToString() => $"{Error.Code}: {Record}: {Cause}. {Remedy}.";
}
