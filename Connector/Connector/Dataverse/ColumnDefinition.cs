namespace ProjectInvoice.Connector.Dataverse;

/// <summary>A column as the Web API's definitions describe it.</summary>
/// <param name="Name">The logical name.</param>
/// <param name="Type">The attribute type: String, Money, Lookup, Picklist …</param>
internal sealed record ColumnDefinition(string Name, string Type)
{
    /// <summary>What a date column means; null for other columns, and where the definition does not say it.</summary>
    public DateTimeBehavior? Behavior { get; init; }

    /// <summary>Whether the column holds a date.</summary>
    public bool IsDate => Type == "DateTime";

    /// <summary>Whether the column refers to a row of another table.</summary>
    public bool IsLookup => Type is "Lookup" or "Owner" or "Customer";

    /// <summary>The property under which the Web API reads the column.</summary>
    public string ReadName => IsLookup ? $"_{Name}_value" : Name;

    /// <summary>An id as a filter compares it with the column: a text column holds ids as text.</summary>
    public string Literal(Guid id) => IsLookup || Type == "Uniqueidentifier" ? id.ToString("D") : $"'{id:D}'";
}
