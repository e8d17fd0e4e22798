using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.SolutionImport.Interface;

namespace LocalDataverse.SolutionImport;

/// <summary>Everything that an import will do, read and checked before the first of it is done.</summary>
internal sealed record ImportPlan(
    SolutionManifest Manifest,
    IReadOnlyList<ImportedTable> Tables,
    IReadOnlyList<RelationshipMetadata> Relationships,
    IReadOnlyList<RoleRegistration> Roles,
    IReadOnlyList<ImportedVariable> Variables,
    IReadOnlyList<ImportedAssembly> Assemblies,
    IReadOnlyList<ImportedCustomApi> CustomApis,
    IReadOnlyList<ImportedStep> Steps,
    IReadOnlyList<InterfaceComponent> Interface
)
{
    /// <summary>Reads a solution against an organization.</summary>
    internal static ImportPlan Read(SolutionFile file, SolutionManifest manifest, DataverseOrganization organization, InstalledComponents installed)
    {
        new ManifestCheck(file).Demand();
        DependencyCheck.Demand(file, manifest.UniqueName, organization.Metadata);
        var relationships = RelationshipReader.Read(file);
        var tables = new TableReader(manifest.UniqueName, organization.Metadata, file, relationships).Read();
        var after = organization.Metadata.With(tables.Select(table => table.Metadata));
        foreach (
            var (relationship, table) in relationships.SelectMany(r =>
                new[] { (r.Metadata, r.Metadata.ReferencedTable), (r.Metadata, r.Metadata.ReferencingTable) }
            )
        )
        {
            if (after.Table(table) is null)
            {
                throw ImportFault.Missing(manifest.UniqueName, $"relationship {relationship.SchemaName}", $"table {table}");
            }
        }

        foreach (var relationship in relationships.Select(r => r.Metadata))
        {
            if (after.Table(relationship.ReferencingTable)!.Column(relationship.ReferencingColumn) is null)
            {
                throw ImportFault.Component(relationship.SchemaName, $"table {relationship.ReferencingTable} has no column {relationship.ReferencingColumn}");
            }
        }

        var customApiNames = file.Components("customapis", "customapi.xml")
            .Select(element => element.AttributeText("uniquename", "custom API"))
            .Concat(organization.CustomApis.Select(api => api.UniqueName))
            .ToList();
        var plugins = new PluginReader(file, after, PlatformMessages.ById, customApiNames);
        var assemblies = plugins.Assemblies();
        IReadOnlyCollection<Guid> types = [.. assemblies.SelectMany(assembly => assembly.Types).Select(type => type.Id), .. installed.PluginTypes];
        var roles = new RoleReader(after).Read(file);
        var plan = new ImportPlan(
            manifest,
            tables,
            [.. relationships.Select(r => r.Metadata)],
            roles,
            EnvironmentVariableReader.Read(file),
            assemblies,
            new CustomApiReader(file, after).Read(types),
            plugins.Steps(types),
            new InterfaceReader(file, manifest, after, installed).Read([.. roles.Select(role => role.Id)])
        );
        installed.Check(plan);
        return plan;
    }
}
