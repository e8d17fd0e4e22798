using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>A table of the solution, of its own or of others, with what it shows.</summary>
internal sealed class SourceTable
{
    // Columns of Project Operations; those of Dataverse and of Sales come with the table itself.
    private const string ForeignPrefix = "msdyn_";

    private readonly HashSet<string> columns;

    public SourceTable(XElement table)
    {
        Xml = table;
        LogicalName = ((string)table.Element("EntityInfo")!.Element("entity")!.Attribute("Name")!).ToLowerInvariant();
        var attributes = table.Element("EntityInfo")!.Element("entity")!.Elements("attributes").Elements("attribute").ToList();
        columns = [.. attributes.Select(a => (string)a.Element("LogicalName")!)];
        IsOwn = attributes.Any(a => (string?)a.Element("Type") == "primarykey");
    }

    public XElement Xml { get; }

    public string LogicalName { get; }

    /// <summary>Whether the solution brings the table itself along.</summary>
    public bool IsOwn { get; }

    public IEnumerable<XElement> Forms => Xml.Elements("FormXml").Elements("forms").Elements("systemform");

    public IEnumerable<XElement> Views => Xml.Elements("SavedQueries").Elements("savedqueries").Elements("savedquery");

    public IEnumerable<XElement> Charts => Xml.Elements("Visualizations").Elements("visualization");

    /// <summary>Whether the table has the column, as far as the solution knows: of a table of others it knows what it adds.</summary>
    public bool HasColumn(string column, string prefix) => columns.Contains(column) || (!IsOwn && !column.StartsWith(prefix + "_", StringComparison.Ordinal));

    /// <summary>Columns of Project Operations that a form or view of this table shows.</summary>
    public IEnumerable<string> ForeignColumns(XElement shown) =>
        shown
            .Descendants()
            .SelectMany(ColumnsOf)
            .Where(column => column.StartsWith(ForeignPrefix, StringComparison.Ordinal) && column != LogicalName && column != LogicalName + "id")
            .Distinct();

    private static IEnumerable<string> ColumnsOf(XElement element) =>
        element.Name.LocalName switch
        {
            "control" => Named(element, "datafieldname"),
            "attribute" => Named(element, "name"),
            "condition" or "order" => Named(element, "attribute"),
            _ => [],
        };

    private static IEnumerable<string> Named(XElement element, string attribute) => (string?)element.Attribute(attribute) is { Length: > 0 } name ? [name] : [];
}
