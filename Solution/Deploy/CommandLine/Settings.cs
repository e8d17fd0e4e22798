using System.CommandLine;

namespace Solution.Deploy.CommandLine;

/// <summary>Which solution is imported, and how it is configured.</summary>
internal sealed class Settings
{
    private readonly Option<string?> solution = new("--solution") { Description = "Solution file; without it the one that was built with this command." };

    private readonly Option<bool> overwrite = new("--overwrite-customizations")
    {
        Description = "Replace customizations that were made in the environment itself on components of the solution.",
    };

    private readonly Option<string?> settingsFile = new("--settings-file")
    {
        Description = "Deployment settings file, as pac solution create-settings writes it.",
    };

    private readonly Option<string?> connectorUrl = new("--connector-url") { Description = "Address of the connector." };

    private readonly Option<string?> createActuals = new("--create-actuals") { Description = "yes or no: whether confirmation creates the actuals." };

    private readonly Option<int?> retainerClass = new("--retainer-class")
    {
        Description = "The choice value of transaction class Retainer in the environment.",
    };

    private readonly Option<string?> timeZone = new("--time-zone")
    {
        Description = "Time zone of the company, as an IANA or Windows name: the day of a confirmation is taken in it.",
    };

    internal Settings()
    {
        createActuals.AcceptOnlyFromAmong("yes", "no");
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { solution, overwrite, settingsFile, connectorUrl, createActuals, retainerClass, timeZone })
        {
            command.Add(option);
        }
    }

    internal DeployOptions Read(ParseResult result, DeployOptions options) =>
        options with
        {
            SolutionFile = result.GetValue(solution),
            OverwriteCustomizations = result.GetValue(overwrite),
            Settings = result.GetValue(settingsFile) is { } file ? DeploymentSettings.Read(file) : options.Settings,
            ConnectorUrl = result.GetValue(connectorUrl) is { } connector ? Credentials.Address("--connector-url", connector) : null,
            CreateActuals = result.GetValue(createActuals) is { } create ? create == "yes" : null,
            RetainerTransactionClass = result.GetValue(retainerClass),
            TimeZone = result.GetValue(timeZone),
        };
}
