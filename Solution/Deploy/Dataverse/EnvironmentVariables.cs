using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>Current values of environment variables.</summary>
/// <param name="client">The environment.</param>
/// <param name="dryRun">Whether it is only found out what would be written.</param>
internal sealed class EnvironmentVariables(DataverseClient client, bool dryRun = false)
{
    /// <summary>Sets the value; nothing is written where it is that already.</summary>
    /// <returns>Whether something was written, or would be.</returns>
    internal async Task<bool> SetAsync(string schemaName, string value, CancellationToken cancellationToken)
    {
        var definitions = await client.ListAsync(
            $"environmentvariabledefinitions?$select=environmentvariabledefinitionid&$filter=schemaname eq '{schemaName}'",
            cancellationToken
        );
        if (definitions.Count == 0 && dryRun)
        {
            // The import would bring it.
            return true;
        }

        var definition =
            definitions.Count == 1
                ? (string)definitions[0]["environmentvariabledefinitionid"]!
                : throw new DeployException(DeployErrors.VariableMissing.For(schemaName));
        var values = await client.ListAsync(
            $"environmentvariablevalues?$select=environmentvariablevalueid,value&$filter=_environmentvariabledefinitionid_value eq {definition}",
            cancellationToken
        );
        if (dryRun)
        {
            return values.Count == 0 || (string?)values[0]["value"] != value;
        }

        if (values.Count == 0)
        {
            var navigation = await Navigation.PropertyAsync(
                client,
                "environmentvariablevalue",
                "environmentvariabledefinitionid",
                "environmentvariabledefinition",
                cancellationToken
            );
            await client.PostAsync(
                "environmentvariablevalues",
                new JObject
                {
                    ["schemaname"] = schemaName,
                    ["value"] = value,
                    [navigation + "@odata.bind"] = $"/environmentvariabledefinitions({definition})",
                },
                cancellationToken
            );
            return true;
        }

        if ((string?)values[0]["value"] == value)
        {
            return false;
        }

        await client.PatchAsync(
            $"environmentvariablevalues({(string)values[0]["environmentvariablevalueid"]!})",
            new JObject { ["value"] = value },
            cancellationToken
        );
        return true;
    }
}
