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
        var catalog = InterfaceCatalog.After(installed, components, roles);
        new InterfaceCheck(manifest.UniqueName, new KnownColumns(after, file), catalog).Demand(components);
        return components;
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
