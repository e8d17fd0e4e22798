namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>A property of a finance entity as $metadata describes it.</summary>
/// <param name="Type">Its type, for example <c>Edm.Decimal</c> or the full name of an enumeration.</param>
/// <param name="Members">The symbols of the enumeration; null for any other type.</param>
/// <param name="Numbers">The numbers of these symbols, as text; null for any other type.</param>
internal sealed record FinanceProperty(string Name, string Type, IReadOnlyList<string>? Members, IReadOnlyList<string>? Numbers = null)
{
    /// <summary>Whether the property is an enumeration.</summary>
    public bool IsEnumeration => Members is not null;

    /// <summary>Whether the property is a day: finance and operations apps publish their days as moments, at midnight or noon.</summary>
    public bool IsDate => Type is "Edm.Date" or "Edm.DateTimeOffset";
}
