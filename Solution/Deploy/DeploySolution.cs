using Solution.Deploy.Dataverse;
using Solution.Deploy.Solutions;

namespace Solution.Deploy;

/// <summary>Installs the solution into an environment and configures it there; a repeated run writes no configuration twice.</summary>
public static class DeploySolution
{
    /// <summary>The step that signs messages to the connector with its secure configuration.</summary>
    public static readonly Guid DeliveryStepId = new("71394d00-ea72-43c9-b258-027a40298b66");

    /// <summary>Installs and configures.</summary>
    /// <param name="options">What, where and how.</param>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<DeployResult> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        var package = SolutionPackage.Read(options.SolutionFile ?? SolutionPackage.BuiltFile(options.Managed), options.Managed);
        package.DemandVariables(options.Settings.Keys);
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        var installed = await InstalledSolutions.ReadAsync(client, cancellationToken);
        var before = installed.DemandReplaceable(package);
        DemandOneCreator(options, installed);
        if (installed.Holding is { } holding)
        {
            throw new DeployException(DeployErrors.UpgradeWaits.For(InstalledSolutions.HoldingName, holding.Version));
        }

        await ImportAsync(client, options, package, before, cancellationToken);
        var changes = await new Configuration(client, options).ApplyAsync(installed.OwnLogic, cancellationToken);
        return new DeployResult(package.UniqueName, package.Version, before, installed.OwnLogic is not null, changes);
    }

    /// <summary>Two would write the same actuals.</summary>
    internal static void DemandOneCreator(DeployOptions options, InstalledSolutions installed)
    {
        var given = options.CreateActuals is { } create ? ("--create-actuals", create) : (VariableNames.CreateActuals, InSettings(options));
        if (installed.OwnLogic is not null && given.Item2)
        {
            throw new DeployException(DeployErrors.ActualsTwice.For($"{given.Item1} yes", installed.OwnLogic));
        }
    }

    private static bool InSettings(DeployOptions options) => options.Settings.GetValueOrDefault(VariableNames.CreateActuals) == "yes";

    // What is managed is published by its import, and a publication of everything would bring drafts of other people before everybody's eyes.
    private static async Task PublishAsync(DataverseClient client, DeployOptions options, CancellationToken cancellationToken)
    {
        await client.WhenFreeAsync(() => client.PostAsync("PublishAllXml", [], options.ImportTimeout, cancellationToken), cancellationToken);
        options.Progress?.Report("Published all customizations");
    }

    private static async Task ImportAsync(
        DataverseClient client,
        DeployOptions options,
        SolutionPackage package,
        Version? before,
        CancellationToken cancellationToken
    )
    {
        // An unmanaged solution changes under the same version while it is developed.
        if (package.Managed && before == package.Version && !options.ImportAgain)
        {
            options.Progress?.Report($"{package.UniqueName} {package.Version} is installed already: not imported again");
            return;
        }

        var what = $"{package.UniqueName} {package.Version} ({(package.Managed ? "managed" : "unmanaged")})";
        var over = before is null ? string.Empty : $" over {before}";
        if (options.DryRun)
        {
            options.Progress?.Report($"Would import {what}{over}{(package.Managed ? string.Empty : ", and publish all customizations")}");
            return;
        }

        var here = await new SolutionImport(client, options).ImportAsync(package, holding: false, cancellationToken);
        options.Progress?.Report(here ? $"Imported {what}{over}" : $"{what} was imported by another run");
        if (!package.Managed)
        {
            await PublishAsync(client, options, cancellationToken);
        }
    }
}
