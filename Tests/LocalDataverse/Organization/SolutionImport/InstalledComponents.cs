using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.SolutionImport;

/// <summary>What is installed already, and what of it an import may not change.</summary>
internal sealed class InstalledComponents(DataverseOrganization organization, IOrganizationService service)
{
    internal IReadOnlyList<Guid> PluginTypes { get; } = [.. All(service, "plugintype").Select(row => row.Id)];

    /// <summary>The first row of a table with this value; null where there is none.</summary>
    internal Entity? Find(string table, string column, object value)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return service.RetrieveMultiple(query).Entities.FirstOrDefault();
    }

    /// <summary>The rows of a table that refer to a row.</summary>
    internal IReadOnlyList<Entity> Children(string table, string column, object parent)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, parent);
        return [.. service.RetrieveMultiple(query).Entities];
    }

    /// <summary>The installed solution; refuses the other kind, another publisher of a managed one, and an older version.</summary>
    internal Entity? Solution(SolutionManifest manifest)
    {
        var solution = Find("solution", "uniquename", manifest.UniqueName);
        if (solution is null)
        {
            return null;
        }

        if (solution.GetAttributeValue<bool>("ismanaged") != manifest.IsManaged)
        {
            throw ImportFault.Mode(solution.GetAttributeValue<bool>("ismanaged"));
        }

        var publisher = service
            .Retrieve("publisher", solution.GetAttributeValue<EntityReference>("publisherid").Id, new ColumnSet("uniquename"))
            .GetAttributeValue<string>("uniquename");
        if (publisher != manifest.PublisherName)
        {
            throw ImportFault.Publisher(manifest.UniqueName, publisher, manifest.PublisherName);
        }

        var version = Version.Parse(solution.GetAttributeValue<string>("version"));
        return version <= manifest.Version
            ? solution
            : throw ImportFault.Component(manifest.UniqueName, $"version {version} is installed, and the file holds the older version {manifest.Version}");
    }

    /// <summary>All rows of a table, with some of its columns.</summary>
    internal IReadOnlyList<Entity> Rows(string table, params string[] columns) =>
        [.. service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(columns) }).Entities];

    internal void Check(ImportPlan plan)
    {
        foreach (var role in plan.Roles)
        {
            if (Find("role", "name", role.Name) is { } other && other.GetAttributeValue<EntityReference>("parentrootroleid")?.Id != role.Id)
            {
                throw ImportFault.Component($"role {role.Name}", "a role with this name and another id is installed");
            }
        }

        foreach (var assembly in plan.Assemblies)
        {
            if (Children("plugintype", "pluginassemblyid", assembly.Id).FirstOrDefault(row => assembly.Types.All(type => type.Id != row.Id)) is { } removed)
            {
                throw ImportFault.TypeRemoved(assembly.Name, removed.GetAttributeValue<string>("typename"));
            }
        }

        foreach (var api in plan.CustomApis.Select(api => api.Registration))
        {
            if (organization.CustomApis.FirstOrDefault(other => other.UniqueName == api.UniqueName) is { } before)
            {
                CheckUnchanged(before, api);
            }
        }
    }

    // https://learn.microsoft.com/power-apps/developer/data-platform/create-custom-api-solution: what cannot change after it was saved.
    private static void CheckUnchanged(CustomApiRegistration before, CustomApiRegistration after)
    {
        if (
            before.Binding != after.Binding
            || before.BoundTable != after.BoundTable
            || before.IsFunction != after.IsFunction
            || before.AllowedStepType != after.AllowedStepType
        )
        {
            throw ImportFault.Component(after.UniqueName, "binding, table, kind and allowed steps of a custom API cannot be changed");
        }

        var changed = after.Parameters.FirstOrDefault(parameter =>
            before.Parameters.Any(other =>
                other.UniqueName == parameter.UniqueName
                && (other.Type != parameter.Type || other.IsOptional != parameter.IsOptional || other.LogicalEntityName != parameter.LogicalEntityName)
            )
        );
        if (changed is not null)
        {
            throw ImportFault.Component($"{after.UniqueName}.{changed.UniqueName}", "type, table and optionality of a parameter cannot be changed");
        }
    }

    private static IEnumerable<Entity> All(IOrganizationService service, string table) =>
        service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(false) }).Entities;
}
