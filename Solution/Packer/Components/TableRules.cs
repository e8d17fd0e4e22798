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
                    ComponentErrors.Unmodified.For((string)entity.Attribute("Name")!)
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
        Refuse(missingView is not null, ComponentErrors.ViewMissing.For(name, missingView));
        Refuse(missingForm is not null, ComponentErrors.FormMissing.For(name, missingForm));
        var ids = table.Descendants("savedqueryid").Concat(table.Descendants("formid")).Select(id => id.Value);
        Refuse(ids.GroupBy(id => id).Any(same => same.Count() > 1), ComponentErrors.SameId.For(name));
    }

    private static void Refuse(bool faulty, Fault fault)
    {
        if (faulty)
        {
            throw new PackException(fault);
        }
    }
}
