using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Comparing;

/// <summary>What roles grant, as far as a solution file names it; what an administrator granted besides is the environment's.</summary>
/// <remarks>https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/roleprivileges</remarks>
internal sealed class RolePrivileges(DataverseClient client)
{
    internal const string Kind = "privilege";

    private static readonly Dictionary<int, string> Levels = new()
    {
        [1] = "Basic",
        [2] = "Local",
        [4] = "Deep",
        [8] = "Global",
    };

    internal static Component Component(string role, string roleName, string privilege, string level) =>
        new(Kind, $"{role} {privilege}", $"{privilege} of role {roleName}", new Dictionary<string, string>(StringComparer.Ordinal) { ["level"] = level });

    /// <param name="roles">Id and name of each role.</param>
    /// <param name="named">Keys of the components that the file names.</param>
    internal async Task<IReadOnlyList<Component>> ReadAsync(
        IEnumerable<(string Id, string Name)> roles,
        HashSet<string> named,
        CancellationToken cancellationToken
    )
    {
        var names = (await client.ListAsync("privileges?$select=privilegeid,name", cancellationToken)).ToDictionary(
            row => Written.Of(row["privilegeid"]),
            row => Written.Of(row["name"]),
            StringComparer.OrdinalIgnoreCase
        );
        var found = new List<Component>();
        foreach (var (id, name) in roles)
        {
            var granted = await client.ListAsync($"roleprivilegescollection?$select=privilegeid,privilegedepthmask&$filter=roleid eq {id}", cancellationToken);
            found.AddRange(granted.Select(row => Component(id, name, names.GetValueOrDefault(Written.Of(row["privilegeid"]), string.Empty), LevelOf(row))));
        }

        return [.. found.Where(component => named.Contains(component.Key))];
    }

    private static string LevelOf(JObject granted) =>
        (int?)granted["privilegedepthmask"] is { } mask && Levels.TryGetValue(mask, out var level) ? level : Written.Of(granted["privilegedepthmask"]);
}
