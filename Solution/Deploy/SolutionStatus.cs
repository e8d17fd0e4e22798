using System.Globalization;
using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;
using Solution.Deploy.Solutions;

namespace Solution.Deploy;

/// <summary>Tells what is installed in an environment, how it is configured, and whether it works. It writes nothing.</summary>
public static class SolutionStatus
{
    private const string ConnectorRole = "Project Invoice Finance Integration";
    private const int Failed = 31;

    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<IReadOnlyList<StatusLine>> ReadAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        var installed = await InstalledSolutions.ReadAsync(client, cancellationToken);
        StatusLine[] waiting = installed.Holding is { } holding
            ? [new StatusLine("upgrade", $"{holding.Version} waits to be promoted: run upgrade", IsWell: false)]
            : [];
        if (installed.Own is not { } own)
        {
            return [new StatusLine("solution", "not installed", IsWell: false), .. waiting];
        }

        return
        [
            new StatusLine("solution", $"{own.Version}, {own.Kind}"),
            .. waiting,
            new StatusLine("own logic", installed.OwnLogic is { } logic ? $"{logic} creates the actuals" : "none: confirmation creates the actuals"),
            .. await SettingsAsync(client, cancellationToken),
            await SecretAsync(client, cancellationToken),
            await ConnectorUserAsync(client, cancellationToken),
            .. await StepsAsync(client, cancellationToken),
            .. (await new WorkInProgress(client).ReadAsync(cancellationToken)).Select(work => new StatusLine("work", work)),
        ];
    }

    private static async Task<IEnumerable<StatusLine>> SettingsAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var definitions = await client.ListAsync(
            "environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname,defaultvalue&$filter=startswith(schemaname,'pinv_')",
            cancellationToken
        );
        var values = (await client.ListAsync("environmentvariablevalues?$select=value,_environmentvariabledefinitionid_value", cancellationToken)).ToLookup(
            row => (string?)row["_environmentvariabledefinitionid_value"],
            row => (string?)row["value"]
        );
        return definitions
            .OrderBy(definition => (string?)definition["schemaname"], StringComparer.Ordinal)
            .Select(definition => new StatusLine((string)definition["schemaname"]!, Setting(definition, values)));
    }

    private static string Setting(JObject definition, ILookup<string?, string?> values) =>
        values[(string?)definition["environmentvariabledefinitionid"]].FirstOrDefault()
        ?? ((string?)definition["defaultvalue"] is { Length: > 0 } value ? $"{value} (default)" : "not set");

    private static async Task<StatusLine> SecretAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var steps = await client.ListAsync(
            "sdkmessageprocessingsteps?$select=_sdkmessageprocessingstepsecureconfigid_value&$filter=sdkmessageprocessingstepid eq "
                + DeploySolution.DeliveryStepId.ToString("D"),
            cancellationToken
        );
        var isSet = steps.Count > 0 && (string?)steps[0]["_sdkmessageprocessingstepsecureconfigid_value"] is not null;
        return new StatusLine("signing secret", isSet ? "set" : "not set: run set-secret", isSet);
    }

    private static async Task<StatusLine> ConnectorUserAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var roles = await client.ListAsync($"roles?$select=roleid&$filter=name eq '{ConnectorRole}'", cancellationToken);
        HashSet<string?> holders = [];
        foreach (var role in roles)
        {
            var granted = await client.ListAsync(
                $"systemuserrolescollection?$select=systemuserid&$filter=roleid eq {(string?)role["roleid"]}",
                cancellationToken
            );
            holders.UnionWith(granted.Select(row => (string?)row["systemuserid"]));
        }

        var users = (
            await client.ListAsync(
                "systemusers?$select=systemuserid,fullname,applicationid&$filter=applicationid ne null and isdisabled eq false",
                cancellationToken
            )
        )
            .Where(user => holders.Contains((string?)user["systemuserid"]))
            .ToList();
        return users.Count == 0
            ? new StatusLine("application user", $"none has the role {ConnectorRole}: the connector cannot sign in", IsWell: false)
            : new StatusLine("application user", string.Join(", ", users.Select(user => $"{(string?)user["fullname"]} ({(string?)user["applicationid"]})")));
    }

    private static async Task<IEnumerable<StatusLine>> StepsAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var steps = await client.ListAsync(
            "sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid,name,statecode&$filter=startswith(name,'InvoicePlugins.')",
            cancellationToken
        );
        HashSet<string?> own = [.. steps.Select(step => (string?)step["sdkmessageprocessingstepid"])];
        var jobs = await client.ListAsync(
            string.Create(CultureInfo.InvariantCulture, $"asyncoperations?$select=name,_owningextensionid_value&$filter=statuscode eq {Failed}"),
            cancellationToken
        );
        var failed = jobs.Count(job => own.Contains((string?)job["_owningextensionid_value"]));
        return
        [
            new StatusLine("steps", steps.Count.ToString(CultureInfo.InvariantCulture), steps.Count > 0),
            .. steps.Where(step => (int?)step["statecode"] != 0).Select(step => new StatusLine("step", $"{(string?)step["name"]} is disabled", IsWell: false)),
            new StatusLine("failed jobs of steps", failed.ToString(CultureInfo.InvariantCulture), failed == 0),
        ];
    }
}
