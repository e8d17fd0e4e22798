using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>Secure configuration of steps: rows that only administrators read and that do not travel in solutions.</summary>
/// <param name="client">The environment.</param>
/// <param name="dryRun">Whether it is only found out what would be written.</param>
internal sealed class SecureConfiguration(DataverseClient client, bool dryRun = false)
{
    private const string Column = "sdkmessageprocessingstepsecureconfigid";

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
            var path = $"sdkmessageprocessingstepsecureconfigs({existing})";
            if ((string?)(await client.GetAsync(path + "?$select=secureconfig", cancellationToken))["secureconfig"] == configuration)
            {
                return false;
            }

            if (!dryRun)
            {
                await client.PatchAsync(path, new JObject { ["secureconfig"] = configuration }, cancellationToken);
            }

            return true;
        }

        if (dryRun)
        {
            return true;
        }

        // The id is given, so that the row can be bound without reading it back.
        var id = Guid.NewGuid();
        await client.PostAsync(
            "sdkmessageprocessingstepsecureconfigs",
            new JObject { [Column] = id.ToString("D"), ["secureconfig"] = configuration },
            cancellationToken
        );
        var navigation = await Navigation.PropertyAsync(client, "sdkmessageprocessingstep", Column, "sdkmessageprocessingstepsecureconfig", cancellationToken);
        await client.PatchAsync(
            $"sdkmessageprocessingsteps({step:D})",
            new JObject { [navigation + "@odata.bind"] = $"/sdkmessageprocessingstepsecureconfigs({id:D})" },
            cancellationToken
        );
        return true;
    }
}
