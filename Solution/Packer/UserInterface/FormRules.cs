using System.Xml.Linq;
using Solution.Packer.Components;
using static Solution.Packer.UserInterface.UserInterfaceParts;

namespace Solution.Packer.UserInterface;

/// <summary>A form shows columns and lists that exist, and its events call functions that exist.</summary>
internal static class FormRules
{
    internal static void Check(SourceTable table, UserInterfaceParts parts)
    {
        foreach (var form in table.Forms)
        {
            var record = $"form {UserInterfaceRules.NameOf(form)} of {table.LogicalName}";
            foreach (var column in form.Descendants("control").Select(control => (string?)control.Attribute("datafieldname")).OfType<string>())
            {
                parts.DemandColumn(table.LogicalName, column, record);
            }

            CheckEvents(form, record, parts);
            CheckLists(form, record, parts);
            foreach (var role in form.Descendants("DisplayConditions").Elements("Role").Select(role => Guid.Parse((string)role.Attribute("Id")!)))
            {
                Refuse(!parts.Roles.Contains(role), UserInterfaceErrors.PartMissing, record, "role", role);
            }
        }
    }

    /// <summary>Lists and charts on a form or a dashboard.</summary>
    internal static void CheckLists(XElement form, string record, UserInterfaceParts parts)
    {
        foreach (var list in form.Descendants("parameters").Where(parameters => parameters.Element("TargetEntityType") is not null))
        {
            var table = parts.Table((string)list.Element("TargetEntityType")!, record);
            Demand(list, "ViewId", table.Views.Elements("savedqueryid"), "view", record);
            Demand(list, "VisualizationId", table.Charts.Elements("savedqueryvisualizationid"), "chart", record);
            var relationship = (string?)list.Element("RelationshipName") ?? string.Empty;
            Refuse(
                relationship.StartsWith(parts.Prefix + "_", StringComparison.Ordinal) && !parts.Relationships.Contains(relationship),
                UserInterfaceErrors.PartMissing,
                record,
                "relationship",
                relationship
            );
        }
    }

    private static void CheckEvents(XElement form, string record, UserInterfaceParts parts)
    {
        var libraries = form.Descendants("Library").Select(library => (string)library.Attribute("name")!).ToHashSet();
        foreach (var library in libraries)
        {
            parts.DemandResource(library, record);
        }

        foreach (var handler in form.Descendants("Handler"))
        {
            var library = (string)handler.Attribute("libraryName")!;
            Refuse(!libraries.Contains(library), UserInterfaceErrors.PartMissing, record, "library", library);
            parts.DemandFunction(library, (string)handler.Attribute("functionName")!, record);
        }
    }

    private static void Demand(XElement list, string element, IEnumerable<XElement> known, string kind, string record)
    {
        var text = (string?)list.Element(element) ?? string.Empty;
        Refuse(text.Length > 0 && !known.Any(id => Guid.Parse(id.Value) == Guid.Parse(text)), UserInterfaceErrors.PartMissing, record, kind, text);
    }
}
