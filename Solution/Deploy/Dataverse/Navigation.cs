using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>Names of navigation properties, read from the definitions of the environment.</summary>
internal static class Navigation
{
    internal static async Task<string> PropertyAsync(DataverseClient client, string table, string column, string target, CancellationToken cancellationToken)
    {
        var definition = await client.GetAsync(
            $"EntityDefinitions(LogicalName='{table}')?$select=LogicalName&$expand=ManyToOneRelationships($select=ReferencingAttribute,"
                + "ReferencedEntity,ReferencingEntityNavigationPropertyName)",
            cancellationToken
        );
        return (definition["ManyToOneRelationships"] as JArray ?? [])
                .OfType<JObject>()
                .Where(r => (string?)r["ReferencingAttribute"] == column && (string?)r["ReferencedEntity"] == target)
                .Select(r => (string?)r["ReferencingEntityNavigationPropertyName"])
                .FirstOrDefault(name => name is not null)
            ?? throw new DeployException(DeployErrors.RelationshipMissing.For($"{table}.{column}"));
    }
}
