using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.SolutionImport.Interface;
using LocalDataverse.Storage;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// What deleting a solution takes along. An unmanaged one is only a list: its components stay. With a managed one go its steps, assemblies, custom APIs,
/// roles, environment variables, components of the user interface, its own tables with their rows, and its columns and keys on tables of others; refused
/// where something that stays depends on one of them.
/// </summary>
internal sealed class SolutionUninstaller(DataverseOrganization organization, Transaction transaction)
{
    private static readonly string[] RightsOnTables = ["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"];

    internal void Uninstall(Guid solution)
    {
        var rows = organization.RowsWhere("solutioncomponent", "solutionid", solution, transaction);
        if (IsManaged(solution))
        {
            var (components, definitions) = Own(rows);
            DemandNoDependents(solution, components, definitions);
            var (messages, filters) = Messages(components, definitions);
            RemoveLogic(components);
            Remove("sdkmessagefilter", filters);
            Remove("sdkmessage", messages);
            RemoveOthers(components);
            var formsOfOthers = FormLayers.Remove(organization, NameOf(solution), transaction);
            new InterfaceUninstaller(organization, transaction).Remove(components, formsOfOthers);
            RemovePrivileges(definitions);
            RemoveDefinitions(definitions);
        }

        Remove("solutioncomponent", rows.Select(row => row.Id));
    }

    /// <summary>What of others would refuse it.</summary>
    internal IReadOnlyList<Dependent> DependentsOn(Guid solution)
    {
        if (!IsManaged(solution))
        {
            return [];
        }

        var (components, definitions) = Own(organization.RowsWhere("solutioncomponent", "solutionid", solution, transaction));
        return Dependents(solution, components, definitions);
    }

    private string NameOf(Guid solution) => (string)Value("solution", solution, "uniquename")!;

    private bool IsManaged(Guid solution) => Value("solution", solution, "ismanaged") is true;

    private (ILookup<int, Guid> Components, OwnDefinitions Definitions) Own(IReadOnlyCollection<Row> rows)
    {
        var components = rows.Where(row => !IsShared(row))
            .ToLookup(row => (int)Value("solutioncomponent", row.Id, "componenttype")!, row => (Guid)Value("solutioncomponent", row.Id, "objectid")!);
        return (components, OwnDefinitions.Of(organization.Metadata, components, Behaviors(rows)));
    }

    private bool IsShared(Row component)
    {
        var id = Value("solutioncomponent", component.Id, "objectid")!;
        return organization.RowsWhere("solutioncomponent", "objectid", id, transaction).Count > 1;
    }

    private Dictionary<Guid, int> Behaviors(IEnumerable<Row> components) =>
        components.ToDictionary(
            row => (Guid)Value("solutioncomponent", row.Id, "objectid")!,
            row => Value("solutioncomponent", row.Id, "rootcomponentbehavior") as int? ?? 0
        );

    private void DemandNoDependents(Guid solution, ILookup<int, Guid> components, OwnDefinitions definitions)
    {
        var dependents = Dependents(solution, components, definitions);
        if (dependents.Count > 0)
        {
            throw DataverseFault.Of(
                ErrorCode.CannotUninstallWithDependencies,
                $"Solution dependencies exist, cannot uninstall. DependencyCount : {dependents.Count} ({string.Join(", ", dependents.Select(d => d.Name))})"
            );
        }
    }

    // A step or custom API that is part of the solution, be it of its next version too, is none of others.
    private List<Dependent> Dependents(Guid solution, ILookup<int, Guid> components, OwnDefinitions definitions)
    {
        HashSet<Guid> types = [.. components[SolutionComponent.Assembly].SelectMany(id => Children("plugintype", "pluginassemblyid", id))];
        HashSet<string> tables = [.. definitions.Tables.Select(table => table.LogicalName)];
        return
        [
            .. organization
                .Registrations.Steps.Select(step => step.Step)
                .Where(step =>
                    !components[SolutionComponent.Step].Contains(step.Id)
                    && (types.Contains(step.PluginTypeId) || (step.Table is not null && tables.Contains(step.Table)))
                )
                .Select(step => new Dependent(SolutionComponent.Step, step.Id, $"step {step.Name}")),
            .. organization
                .CustomApis.Where(api =>
                    !components[SolutionComponent.CustomApi].Contains(api.Id)
                    && ((api.PluginTypeId is { } type && types.Contains(type)) || (api.BoundTable is not null && tables.Contains(api.BoundTable)))
                )
                .Select(api => new Dependent(SolutionComponent.CustomApi, api.Id, $"custom API {api.UniqueName}")),
            .. FormLayers
                .ChangedByOthers(organization, NameOf(solution), transaction)
                .Where(form => components[ComponentKind.Form.Type].Contains(form))
                .Select(form => new Dependent(ComponentKind.Form.Type, form, $"difference on form {form:D}")),
            .. definitions
                .LookupsOfOthers(organization.Metadata)
                .Select(lookup => new Dependent(SolutionComponent.Column, SolutionComponent.ColumnId(lookup.Table, lookup.Column), $"column {lookup}")),
        ];
    }

    /// <summary>The messages that custom APIs brought, and what said which messages the tables know.</summary>
    private (IReadOnlyList<Guid> Messages, IReadOnlyList<Guid> Filters) Messages(ILookup<int, Guid> components, OwnDefinitions definitions)
    {
        var messages = components[SolutionComponent.CustomApi]
            .Select(api => Value("customapi", api, "uniquename"))
            .OfType<string>()
            .SelectMany(name => organization.RowsWhere("sdkmessage", "name", name, transaction))
            .Select(row => row.Id)
            .ToList();
        var filters = messages
            .SelectMany(message => Children("sdkmessagefilter", "sdkmessageid", message))
            .Concat(
                definitions.Tables.SelectMany(table =>
                    organization.RowsWhere("sdkmessagefilter", "primaryobjecttypecode", table.LogicalName, transaction).Select(row => row.Id)
                )
            );
        return (messages, [.. filters]);
    }

    private void RemovePrivileges(OwnDefinitions definitions)
    {
        var names = new HashSet<string>(
            definitions.Tables.SelectMany(table => RightsOnTables.Select(right => $"prv{right}{table.LogicalName}")),
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var privilege in RowsOf("privilege").Where(id => names.Contains(Value("privilege", id, "name") as string ?? string.Empty)))
        {
            Remove("roleprivileges", Children("roleprivileges", "privilegeid", privilege));
            Remove("privilege", [privilege]);
        }
    }

    private void RemoveLogic(ILookup<int, Guid> components)
    {
        foreach (var step in components[SolutionComponent.Step])
        {
            // The secure configuration stays: a step refers to it, and a row goes with none that refers to it.
            Remove("sdkmessageprocessingstepimage", Children("sdkmessageprocessingstepimage", "sdkmessageprocessingstepid", step));
            Remove("sdkmessageprocessingstep", [step]);
        }

        foreach (var api in components[SolutionComponent.CustomApi])
        {
            Remove("customapirequestparameter", Children("customapirequestparameter", "customapiid", api));
            Remove("customapiresponseproperty", Children("customapiresponseproperty", "customapiid", api));
        }

        Remove("customapirequestparameter", components[SolutionComponent.RequestParameter]);
        Remove("customapiresponseproperty", components[SolutionComponent.ResponseProperty]);
        Remove("customapi", components[SolutionComponent.CustomApi]);
        Remove("plugintype", components[SolutionComponent.Assembly].SelectMany(assembly => Children("plugintype", "pluginassemblyid", assembly)).ToList());
        Remove("pluginassembly", components[SolutionComponent.Assembly]);
    }

    private void RemoveOthers(ILookup<int, Guid> components)
    {
        var copies = components[SolutionComponent.Role].SelectMany(role => Children("role", "parentrootroleid", role));
        var roles = components[SolutionComponent.Role].Concat(copies).Distinct().ToList();
        foreach (var role in roles)
        {
            foreach (var intersect in new[] { "roleprivileges", "systemuserroles", "teamroles" })
            {
                Remove(intersect, Children(intersect, "roleid", role));
            }
        }

        Remove("role", roles);
        Remove(
            "environmentvariablevalue",
            components[SolutionComponent.Variable]
                .SelectMany(variable => Children("environmentvariablevalue", "environmentvariabledefinitionid", variable))
                .ToList()
        );
        Remove("environmentvariabledefinition", components[SolutionComponent.Variable]);
    }

    private void RemoveDefinitions(OwnDefinitions definitions)
    {
        foreach (var table in definitions.Tables)
        {
            Remove(table.LogicalName, RowsOf(table));
        }

        foreach (var (table, columns) in definitions.Columns)
        {
            foreach (var row in RowsOf(table))
            {
                organization.Writer.Clear(table, row, columns, transaction);
            }
        }

        organization.RemoveDefinitions(definitions, transaction);
    }

    private List<Guid> RowsOf(TableMetadata table) => RowsOf(table.LogicalName);

    private List<Guid> RowsOf(string table)
    {
        lock (organization.Database.Sync)
        {
            return [.. organization.Database.Store(table).Slots.Select(slot => slot.SeenBy(transaction)).OfType<Row>().Select(row => row.Id)];
        }
    }

    private List<Guid> Children(string table, string column, Guid parent) =>
        [.. organization.RowsWhere(table, column, parent, transaction).Select(row => row.Id)];

    private object? Value(string table, Guid id, string column) => organization.Value(table, id, column, transaction);

    private void Remove(string table, IEnumerable<Guid> ids)
    {
        foreach (var id in ids.Where(id => organization.Database.Find(table, id, transaction) is not null).ToList())
        {
            organization.Writer.Delete(organization.TableOrFault(table), id, transaction);
        }
    }
}
