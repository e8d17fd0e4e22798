using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>A component of a solution, as the table solutioncomponent names it.</summary>
/// <param name="Type">Number of the component type.</param>
/// <param name="Id">Id of the component; definitions have one that is derived from their names.</param>
/// <param name="Behavior">0: with all parts; 2: a table of others, without its parts.</param>
internal sealed record SolutionComponent(int Type, Guid Id, int Behavior = 0)
{
    internal const int Table = 1;
    internal const int Column = 2;
    internal const int Relationship = 10;
    internal const int Key = 14;
    internal const int Role = 20;
    internal const int Assembly = 91;
    internal const int Step = 92;
    internal const int Variable = 380;

    // Custom APIs have no fixed number: every environment has its own above 10,000.
    internal const int CustomApi = 10058;
    internal const int RequestParameter = 10059;
    internal const int ResponseProperty = 10060;

    private const int WithoutParts = 2;

    internal static IEnumerable<SolutionComponent> Of(ImportPlan plan) =>
        [
            .. plan.Tables.Select(table => new SolutionComponent(Table, TableId(table.Metadata), table.IsWhole ? 0 : WithoutParts)),
            .. plan.Tables.SelectMany(Parts),
            .. plan.Relationships.Select(relationship => new SolutionComponent(Relationship, RelationshipId(relationship))),
            .. plan.Roles.Select(role => new SolutionComponent(Role, role.Id)),
            .. plan.Assemblies.Select(assembly => new SolutionComponent(Assembly, assembly.Id)),
            .. plan.Steps.Select(step => new SolutionComponent(Step, step.Registration.Id)),
            .. plan.CustomApis.Select(api => new SolutionComponent(CustomApi, api.Registration.Id)),
            .. plan.CustomApis.SelectMany(api => api.Registration.Parameters).Select(parameter => new SolutionComponent(RequestParameter, parameter.Id)),
            .. plan.CustomApis.SelectMany(api => api.Registration.ResponseProperties).Select(p => new SolutionComponent(ResponseProperty, p.Id)),
            .. plan.Interface.Select(component => new SolutionComponent(component.Type, component.Row.Id)),
            .. plan.Variables.Select(variable => new SolutionComponent(Variable, variable.Registration.Id)),
        ];

    internal static Guid TableId(TableMetadata table) => TableId(table.LogicalName);

    internal static Guid TableId(string logicalName) => StableId.OfDefinition(logicalName);

    internal static Guid ColumnId(TableMetadata table, string column) => StableId.OfDefinition($"{table.LogicalName}.{column}");

    internal static Guid KeyId(TableMetadata table, string key) => StableId.OfDefinition($"{table.LogicalName}.key.{key}");

    internal static Guid RelationshipId(RelationshipMetadata relationship) => StableId.OfDefinition($"relationship.{relationship.SchemaName}");

    private static IEnumerable<SolutionComponent> Parts(ImportedTable table) =>
        table
            .Columns.Select(column => new SolutionComponent(Column, ColumnId(table.Metadata, column)))
            .Concat(table.Keys.Select(key => new SolutionComponent(Key, KeyId(table.Metadata, key))));
}
