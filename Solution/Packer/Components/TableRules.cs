using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>What every export of Dataverse holds of a table, so that an import makes the whole of it.</summary>
internal static class TableRules
{
    // Main grid, advanced find, associated, quick find, lookup, offline template.
    private static readonly string[] Views = ["0", "1", "2", "4", "64", "8192"];
    private static readonly string[] Forms = ["main", "quick", "card"];

    internal static void Check(XElement customizations)
    {
        foreach (var table in customizations.Element("Entities")!.Elements("Entity"))
        {
            var entity = table.Element("EntityInfo")!.Element("entity")!;
            var attributes = entity.Elements("attributes").Elements("attribute").ToList();
            if (attributes.Any(a => (string?)a.Element("Type") == "primarykey"))
            {
                CheckOwn(table, (string)entity.Attribute("Name")!);
            }
            else
            {
                Refuse(
                    (string?)entity.Attribute("unmodified") == "1" && attributes.Count > 0,
                    (string)entity.Attribute("Name")!,
                    "it is marked as unmodified, and an import passes over the columns of such a table",
                    "Remove the attribute unmodified."
                );
            }
        }
    }

    private static void CheckOwn(XElement table, string name)
    {
        var views = table.Descendants("savedquery").Select(view => (string?)view.Element("querytype")).ToHashSet();
        var forms = table.Descendants("forms").Where(forms => forms.HasElements).Select(forms => (string?)forms.Attribute("type")).ToHashSet();
        var missingView = Views.FirstOrDefault(type => !views.Contains(type));
        var missingForm = Forms.FirstOrDefault(type => !forms.Contains(type));
        Refuse(missingView is not null, name, $"it has no view of query type {missingView}", "Add one below SavedQueries.");
        Refuse(missingForm is not null, name, $"it has no {missingForm} form", "Add one below FormXml.");
        var ids = table.Descendants("savedqueryid").Concat(table.Descendants("formid")).Select(id => id.Value);
        Refuse(ids.GroupBy(id => id).Any(same => same.Count() > 1), name, "two of its forms or views have the same id", "Give each an id of its own.");
    }

    private static void Refuse(bool faulty, string table, string cause, string remedy)
    {
        if (faulty)
        {
            throw new PackException("PINV2009", table, cause, remedy);
        }
    }
}
