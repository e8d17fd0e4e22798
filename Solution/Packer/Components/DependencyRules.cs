using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The manifest names what the solution needs of others, so that an import without it says what is missing before it has changed anything.</summary>
internal static class DependencyRules
{
    private const string Manifest = "Other/Solution.xml";

    // In every environment, of Dataverse itself.
    private static readonly HashSet<string> Platform = ["systemuser", "team", "owner", "businessunit", "transactioncurrency"];

    internal static void Check(XElement manifest, XElement customizations)
    {
        var declared = manifest.Descendants("MissingDependency").Select(Declared).ToHashSet();
        var needed = Needed(customizations).ToHashSet();
        if (needed.Except(declared).FirstOrDefault() is { } missing)
        {
            throw new PackException(ComponentErrors.DependencyMissing.For(Manifest, missing.Dependent, missing.Required));
        }

        if (declared.Except(needed).FirstOrDefault() is { } needless)
        {
            throw new PackException(ComponentErrors.DependencyNeedless.For(Manifest, needless.Dependent, needless.Required));
        }
    }

    private static IEnumerable<Need> Needed(XElement customizations)
    {
        var tables = customizations.Element("Entities")!.Elements("Entity").Select(entity => new SourceTable(entity)).ToList();
        var own = tables.Where(table => table.IsOwn).Select(table => table.LogicalName).ToHashSet();
        var foreign = tables.Where(table => !table.IsOwn).ToList();
        return
        [
            .. foreign.Select(table => new Need($"table {table.LogicalName}", ComponentType.Table, table.LogicalName)),
            .. from relationship in customizations.Element("EntityRelationships")!.Elements("EntityRelationship")
            let table = ((string)relationship.Element("ReferencedEntityName")!).ToLowerInvariant()
            where !own.Contains(table) && !Platform.Contains(table)
            select new Need($"table {table}", ComponentType.Relationship, (string)relationship.Attribute("Name")!),
            .. from table in foreign
            from view in table.Views
            from column in table.ForeignColumns(view)
            select NeedOf(table, column, ComponentType.View, view, "savedqueryid"),
            .. from table in foreign
            from form in table.Forms
            from column in table.ForeignColumns(form)
            select NeedOf(table, column, ComponentType.Form, form, "formid"),
            .. from map in customizations.Elements("AppModuleSiteMaps").Elements("AppModuleSiteMap")
            from table in map.Descendants("SubArea").Select(area => (string?)area.Attribute("Entity")).OfType<string>()
            where !own.Contains(table)
            select new Need($"table {table}", ComponentType.SiteMap, (string)map.Element("SiteMapUniqueName")!),
            .. from app in customizations.Elements("AppModules").Elements("AppModule")
            from table in app.Descendants("AppModuleComponent").Where(c => (string?)c.Attribute("type") == "1").Select(c => (string)c.Attribute("schemaName")!)
            where !own.Contains(table)
            select new Need($"table {table}", ComponentType.App, (string)app.Element("UniqueName")!),
        ];
    }

    private static Need NeedOf(SourceTable table, string column, string type, XElement dependent, string id) =>
        new($"column {table.LogicalName}.{column}", type, (string)dependent.Element(id)!);

    private static Need Declared(XElement dependency)
    {
        var required = dependency.Element("Required")!;
        var dependent = dependency.Element("Dependent")!;
        var name = (string)required.Attribute("schemaName")!;
        return new Need(
            (string?)required.Attribute("type") == ComponentType.Column ? $"column {(string?)required.Attribute("parentSchemaName")}.{name}" : $"table {name}",
            (string)dependent.Attribute("type")!,
            (string?)dependent.Attribute("id") ?? (string)dependent.Attribute("schemaName")!
        );
    }

    private sealed record Need(string Required, string Type, string Dependent);
}
