using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads all components of the user interface, and refuses those that refer to what will not be there after the import.</summary>
internal sealed class InterfaceReader(SolutionFile file, SolutionManifest manifest, OrganizationMetadata after, InstalledComponents installed)
{
    internal IReadOnlyList<InterfaceComponent> Read(IReadOnlyCollection<Guid> roles)
    {
        IReadOnlyList<InterfaceComponent> components =
        [
            .. new WebResourceReader(file).Read(),
            .. new ViewReader(file).Read(),
            .. new ChartReader(file).Read(),
            .. new FormReader(file).Read(),
            .. new SiteMapReader(file).Read(),
            .. new AppReader(file).Read(),
            .. new RibbonReader(file).Read(),
        ];
        DemandOnce(components);
        DemandForms(components);
        var catalog = InterfaceCatalog.After(installed, components, roles);
        new InterfaceCheck(manifest.UniqueName, new KnownColumns(after, file), catalog).Demand(components);
        return components;
    }

    private void DemandForms(IEnumerable<InterfaceComponent> components)
    {
        foreach (var difference in components.Where(component => component.IsDifference))
        {
            var form =
                installed.Find("systemform", "formid", difference.Row.Id)
                ?? throw ImportFault.Missing(manifest.UniqueName, difference.Name, $"form {difference.Row.Id:D}");
            _ = FormDifference.Applied(
                XElement.Parse(form.GetAttributeValue<string>("formxml")),
                XElement.Parse(difference.Get<string>("formxml")!),
                difference.Name
            );
        }
    }

    private static void DemandOnce(IEnumerable<InterfaceComponent> components)
    {
        var seen = new HashSet<(string, Guid)>();
        if (components.FirstOrDefault(component => !seen.Add((component.Row.LogicalName, component.Row.Id))) is { } twice)
        {
            throw ImportFault.Component(twice.Name, "the file holds it twice");
        }
    }
}
