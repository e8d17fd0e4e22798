using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Solution.Deploy;

/// <summary>Installs the solution into an environment and configures it there; a repeated run writes no configuration twice.</summary>
public static class DeploySolution
{
    /// <summary>The step that signs messages to the connector with its secure configuration.</summary>
    public static readonly Guid DeliveryStepId = new("71394d00-ea72-43c9-b258-027a40298b66");

    // The solutions that bring the own logic of Project Operations; patches carry a suffix. Named in the product's release notes as msdyn_ProjectServiceCore.
    private static readonly string[] OwnLogicSolutions = ["msdyn_ProjectServiceCore", "msdynce_ProjectServiceCore"];

    /// <summary>Installs and configures.</summary>
    /// <param name="options">What, where and how.</param>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<DeployResult> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        var package = SolutionPackage.Read(options.SolutionFile ?? SolutionPackage.BuiltFile(options.Managed), options.Managed);
        using var client = new DataverseClient(options);
        await client.SignInAsync(cancellationToken);
        Report(options, $"Signed in to {options.Url.GetLeftPart(UriPartial.Authority)} as {options.ClientId}");

        var solutions = await client.ListAsync("solutions?$select=uniquename,version,ismanaged", cancellationToken);
        var installed = Installed(solutions, package);
        var ownLogic = solutions
            .Select(s => (string?)s["uniquename"])
            .FirstOrDefault(name => OwnLogicSolutions.Any(own => name?.StartsWith(own, StringComparison.OrdinalIgnoreCase) == true));
        if (ownLogic is not null && options.CreateActuals == true)
        {
            throw new DeployException(DeployErrors.ActualsTwice.For("--create-actuals yes", ownLogic));
        }

        await ImportAsync(client, options, package, cancellationToken);
        Report(
            options,
            $"Imported {package.UniqueName} {package.Version} ({(package.Managed ? "managed" : "unmanaged")})"
                + $"{(installed is null ? string.Empty : $" over {installed}")}"
        );
        await client.PostAsync("PublishAllXml", [], options.ImportTimeout, cancellationToken);
        Report(options, "Published all customizations");

        var changes = await ConfigureAsync(client, options, ownLogic, cancellationToken);
        return new DeployResult(package.UniqueName, package.Version, installed, ownLogic is not null, changes);
    }

    private static async Task<IReadOnlyList<string>> ConfigureAsync(
        DataverseClient client,
        DeployOptions options,
        string? ownLogic,
        CancellationToken cancellationToken
    )
    {
        var changes = new List<string>();
        var variables = new EnvironmentVariables(client);
        if (options.ConnectorUrl is { } connector)
        {
            await SetAsync("pinv_ConnectorUrl", connector.GetLeftPart(UriPartial.Authority));
        }

        if (ownLogic is not null)
        {
            Report(options, $"{ownLogic} is installed: its own logic creates the actuals");
            await SetAsync("pinv_CreateActuals", "no");
            Report(options, SkipSyncColumns.Report(await new SkipSyncColumns(client).FindAsync(cancellationToken)));
        }
        else if (options.CreateActuals is { } create)
        {
            await SetAsync("pinv_CreateActuals", create ? "yes" : "no");
        }

        if (options.RetainerTransactionClass is { } retainer)
        {
            await SetAsync("pinv_RetainerTransactionClass", retainer.ToString(CultureInfo.InvariantCulture));
        }

        if (options.TimeZone is { } zone)
        {
            await SetAsync("pinv_TimeZone", zone);
        }

        if (options.SigningSecret is { } secret)
        {
            Note(await new SecureConfiguration(client).SetAsync(DeliveryStepId, secret, cancellationToken), "Signing secret of the delivery step");
        }

        return changes;

        async Task SetAsync(string name, string value) => Note(await variables.SetAsync(name, value, cancellationToken), $"{name} = {value}");

        void Note(bool written, string what)
        {
            Report(options, written ? $"Set: {what}" : $"Unchanged: {what}");
            if (written)
            {
                changes.Add(what);
            }
        }
    }

    private static Version? Installed(IReadOnlyList<JObject> solutions, SolutionPackage package)
    {
        var row = solutions.FirstOrDefault(s => (string?)s["uniquename"] == package.UniqueName);
        if (row is null)
        {
            return null;
        }

        var version = Version.Parse((string)row["version"]!);
        if ((bool)row["ismanaged"]! != package.Managed)
        {
            throw new DeployException((package.Managed ? DeployErrors.InstalledUnmanaged : DeployErrors.InstalledManaged).For(package.UniqueName));
        }

        return version <= package.Version ? version : throw new DeployException(DeployErrors.InstalledNewer.For(package.UniqueName, version, package.Version));
    }

    private static async Task ImportAsync(DataverseClient client, DeployOptions options, SolutionPackage package, CancellationToken cancellationToken)
    {
        Report(options, $"Importing {Path.GetFileName(package.Path)} ({(package.Content.Length / 1024).ToString(CultureInfo.InvariantCulture)} KB)");
        await client.PostAsync(
            "ImportSolution",
            new JObject
            {
                ["OverwriteUnmanagedCustomizations"] = options.OverwriteCustomizations,
                ["PublishWorkflows"] = true,
                ["CustomizationFile"] = Convert.ToBase64String(package.Content),
                ["ImportJobId"] = Guid.NewGuid().ToString("D"),
            },
            options.ImportTimeout,
            cancellationToken
        );
    }

    private static void Report(DeployOptions options, string line) => options.Progress?.Report(line);
}
