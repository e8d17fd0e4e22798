using System.Text.RegularExpressions;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>
/// A column, or a way to one along lookups: <c>msdyn_project.msdyn_owningcompany.cdm_companycode</c>. A lookup that can lead to more than one table
/// names it: <c>customerid(account).accountnumber</c>. A question mark at the end says that not every environment has the column.
/// </summary>
/// <param name="Text">As the map writes it.</param>
/// <param name="Hops">The lookups on the way.</param>
/// <param name="Column">The column at the end.</param>
internal sealed partial record ColumnPath(string Text, IReadOnlyList<ColumnHop> Hops, string Column)
{
    /// <summary>Whether an environment that does not have the column is passed over; otherwise it is a fault of the map.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Reads a path; null where the text is none.</summary>
    public static ColumnPath? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isOptional = text.EndsWith('?');
        var hops = new List<ColumnHop>();
        foreach (var part in (isOptional ? text[..^1] : text).Split('.'))
        {
            if (ParseHop(part) is not { } hop)
            {
                return null;
            }

            hops.Add(hop);
        }

        var last = hops[^1];
        return last.Table is null ? new ColumnPath(text, hops[..^1], last.Column) { IsOptional = isOptional } : null;
    }

    /// <summary>Reads one step; null where the text is none.</summary>
    /// <param name="text">A column, where needed with its table in parentheses.</param>
    public static ColumnHop? ParseHop(string text) =>
        Part().Match(text) is { Success: true } match
            ? new ColumnHop(match.Groups["column"].Value, match.Groups["table"] is { Success: true } table ? table.Value : null)
            : null;

    [GeneratedRegex(@"^(?<column>[a-zA-Z_][a-zA-Z0-9_]*)(\((?<table>[a-z_][a-z0-9_]*)\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
