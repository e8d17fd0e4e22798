using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;

namespace EndToEnd.Tests.Environment;

/// <summary>A new actual like one that is there.</summary>
internal static class ActualCopy
{
    /// <summary>The columns that a user would type, with the lookups.</summary>
    public static async Task<JsonObject> OfAsync(JsonObject original, RunningEnvironment environment, CancellationToken cancellation)
    {
        var definitions = new DefinitionReader(environment.Administrator);
        var table = (await definitions.FindAsync("msdyn_actual", cancellation))!;
        var copy = new JsonObject();
        foreach (var (name, value) in original.Where(property => property.Value is not null))
        {
            if (
                name.StartsWith('_')
                && table.TargetsOf(name[1..^"_value".Length]).ToList() is [var target]
                && target is not ("systemuser" or "team" or "businessunit")
            )
            {
                copy[$"{table.Navigations[(name[1..^"_value".Length], target)]}@odata.bind"] =
                    $"/{(await definitions.FindAsync(target, cancellation))!.EntitySetName}({value!.GetValue<string>()})";
            }
            else if (
                name.StartsWith("msdyn_", StringComparison.Ordinal)
                && !name.Contains('@', StringComparison.Ordinal)
                && !name.EndsWith("_base", StringComparison.Ordinal)
                && name is not ("msdyn_actualid" or "msdyn_actualimportid" or "msdyn_name")
            )
            {
                copy[name] = value!.DeepClone();
            }
        }

        return copy;
    }
}
