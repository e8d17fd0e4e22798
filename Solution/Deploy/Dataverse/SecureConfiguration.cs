using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>Secure configuration of steps: rows that only administrators read and that do not travel in solutions.</summary>
/// <param name="client">The environment.</param>
/// <param name="dryRun">Whether it is only found out what would be written.</param>
internal sealed class SecureConfiguration(DataverseClient client, bool dryRun = false)
{
    private const string Table = "sdkmessageprocessingstepsecureconfigs";
    private const string Column = "sdkmessageprocessingstepsecureconfigid";

    // One id for all times: a run that was stopped before the row was bound to its step finds it again.
    private static readonly Guid OwnId = new("c2f0a9d4-6d51-4b7e-8f3a-5d1e7b9c6a24");

    /// <summary>Sets the secure configuration; nothing is written where it is that already.</summary>
    /// <returns>Whether something was written, or would be.</returns>
    internal async Task<bool> SetAsync(Guid step, string configuration, CancellationToken cancellationToken)
    {
        var rows = await client.ListAsync(
            $"sdkmessageprocessingsteps?$select=name,_{Column}_value&$filter=sdkmessageprocessingstepid eq {step:D}",
            cancellationToken
        );
        if (rows.Count == 0 && dryRun)
        {
            // The import would bring the step.
            return true;
        }

        if (rows.Count == 0)
        {
            throw new DeployException(DeployErrors.StepMissing.For(step.ToString("D")));
        }

        if ((string?)rows[0][$"_{Column}_value"] is { } existing)
        {
            return await WriteAsync(existing, configuration, cancellationToken);
        }

        if (dryRun)
        {
            return true;
        }

        await WriteAsync(OwnId.ToString("D"), configuration, cancellationToken);
        var navigation = await Navigation.PropertyAsync(client, "sdkmessageprocessingstep", Column, "sdkmessageprocessingstepsecureconfig", cancellationToken);
        await client.PatchAsync(
            $"sdkmessageprocessingsteps({step:D})",
            new JObject { [navigation + "@odata.bind"] = $"/{Table}({OwnId:D})" },
            cancellationToken
        );
        return true;
    }

    /// <summary>The rows that hold a secret of this solution, by their ids: that of the step, and what a run left that was stopped.</summary>
    internal async Task<IReadOnlyList<string>> ReadAsync(Guid step, CancellationToken cancellationToken)
    {
        var bound = await client.ListAsync(
            $"sdkmessageprocessingsteps?$select=_{Column}_value&$filter=sdkmessageprocessingstepid eq {step:D}",
            cancellationToken
        );
        var own = await client.ListAsync($"{Table}?$select={Column}&$filter={Column} eq {OwnId:D}", cancellationToken);
        return [.. bound.Select(row => (string?)row[$"_{Column}_value"]).Concat(own.Select(row => (string?)row[Column])).OfType<string>().Distinct()];
    }

    /// <summary>Takes such rows away: they go with no step.</summary>
    internal async Task RemoveAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            await client.DeleteIfThereAsync($"{Table}({id})", cancellationToken);
        }
    }

    private async Task<bool> WriteAsync(string id, string configuration, CancellationToken cancellationToken)
    {
        var rows = await client.ListAsync($"{Table}?$select=secureconfig&$filter={Column} eq {id}", cancellationToken);
        if (rows.Count > 0 && (string?)rows[0]["secureconfig"] == configuration)
        {
            return false;
        }

        if (!dryRun)
        {
            await (
                rows.Count > 0
                    ? client.PatchAsync($"{Table}({id})", new JObject { ["secureconfig"] = configuration }, cancellationToken)
                    : client.PostAsync(Table, new JObject { [Column] = id, ["secureconfig"] = configuration }, cancellationToken)
            );
        }

        return true;
    }
}
