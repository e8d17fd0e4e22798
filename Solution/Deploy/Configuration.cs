using System.Globalization;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy;

/// <summary>Environment variables and the signing secret, as the options want them; what is so already is not written again.</summary>
internal sealed class Configuration(DataverseClient client, DeployOptions options)
{
    private readonly List<string> changes = [];
    private readonly EnvironmentVariables variables = new(client, options.DryRun);

    /// <param name="ownLogic">Unique name of the solution that brings Project Operations' own logic; null where there is none.</param>
    /// <returns>What was written, or would be in a dry run.</returns>
    internal async Task<IReadOnlyList<string>> ApplyAsync(string? ownLogic, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in Wanted(ownLogic))
        {
            Note(await variables.SetAsync(name, value, cancellationToken), $"{name} = {value}");
        }

        if (ownLogic is not null)
        {
            Report($"{ownLogic} is installed: its own logic creates the actuals");
            Report(SkipSyncColumns.Report(await new SkipSyncColumns(client).FindAsync(cancellationToken)));
        }

        if (options.SigningSecret is { } secret)
        {
            await SetSecretAsync(secret, cancellationToken);
        }

        return changes;
    }

    internal async Task<bool> SetSecretAsync(string secret, CancellationToken cancellationToken)
    {
        var written = await new SecureConfiguration(client, options.DryRun).SetAsync(DeploySolution.DeliveryStepId, secret, cancellationToken);
        Note(written, "Signing secret of the delivery step");
        return written;
    }

    // What the settings file names, unless an option of its own says otherwise.
    private Dictionary<string, string> Wanted(string? ownLogic)
    {
        var wanted = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal);
        foreach (var (name, value) in Named(ownLogic))
        {
            wanted[name] = value;
        }

        return wanted;
    }

    private IEnumerable<(string Name, string Value)> Named(string? ownLogic)
    {
        if (options.ConnectorUrl is { } connector)
        {
            yield return (VariableNames.ConnectorUrl, connector.GetLeftPart(UriPartial.Authority));
        }

        if (ownLogic is not null || options.CreateActuals is not null)
        {
            yield return (VariableNames.CreateActuals, ownLogic is null && options.CreateActuals == true ? "yes" : "no");
        }

        if (options.RetainerTransactionClass is { } retainer)
        {
            yield return (VariableNames.RetainerTransactionClass, retainer.ToString(CultureInfo.InvariantCulture));
        }

        if (options.TimeZone is { } zone)
        {
            yield return (VariableNames.TimeZone, zone);
        }
    }

    private void Note(bool written, string what)
    {
        Report(
            (written, options.DryRun) switch
            {
                (true, true) => $"Would set: {what}",
                (true, false) => $"Set: {what}",
                _ => $"Unchanged: {what}",
            }
        );
        if (written)
        {
            changes.Add(what);
        }
    }

    private void Report(string line) => options.Progress?.Report(line);
}
