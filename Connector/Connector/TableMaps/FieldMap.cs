using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Where one field of the other side gets its value from.</summary>
internal sealed record FieldMap
{
    /// <summary>The field of finance.</summary>
    public required string Field { get; init; }

    /// <summary>Columns of Dataverse; the first that is not empty counts.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Value of the column to value of the field; a value that is not listed is an error.</summary>
    public IReadOnlyDictionary<string, string> ValueMap { get; init; } = new Dictionary<string, string>();

    /// <summary>The value where every column is empty.</summary>
    public JValue? Default { get; init; }

    /// <summary>A value that no column holds.</summary>
    public MapComputation Computed { get; init; }

    /// <summary>The related rows that a computed value is made of.</summary>
    public string? Related { get; init; }

    /// <summary>Which of the related rows count.</summary>
    public string? Where { get; init; }

    /// <summary>The key that the message of the row's invoice carries for this field; where it does, the columns do not count.</summary>
    public string? MessageKey { get; init; }

    /// <summary>
    /// Whether a row that finance has keeps the value with which it was delivered: a natural key, which names the same record after that was renamed.
    /// </summary>
    public bool Kept { get; init; }

    /// <summary>How far the numbers of two lines lie apart, where they are computed.</summary>
    public int Step { get; init; } = 1;

    /// <summary>As many characters as finance takes of a text that nothing depends on; what is longer is cut. Null: it is sent as it is.</summary>
    public int? Cut { get; init; }

    /// <summary>Whether it is sent; otherwise finance computes it, and has to come to the same value.</summary>
    public bool Sent { get; init; } = true;

    /// <summary>Whether an empty field stops the row.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a change of this field alone sends the row again.</summary>
    public bool Compared { get; init; } = true;
}
