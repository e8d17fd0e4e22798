namespace ProjectInvoice.Connector.TableMaps;

/// <summary>One fault of a table map.</summary>
/// <param name="Code">PINV31xx.</param>
/// <param name="Record">The map, and its field.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record TableMapFault(string Code, string Record, string Cause, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Record}: {Cause}. {Remedy}.";
}
