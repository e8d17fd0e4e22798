using System.CommandLine;
using Solution.Deploy;
using Spectre.Console;

const string SecretVariable = "PINV_CLIENT_SECRET";
var url = new Option<string>("--url") { Description = "Address of the environment, for example https://contoso.crm.dynamics.com.", Required = true };
var tokenUrl = new Option<string>("--token-url")
{
    Description = "Address that issues tokens, for example https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token.",
    Required = true,
};
var clientId = new Option<string>("--client-id") { Description = "Client id of an application user with the role System Administrator.", Required = true };
var clientSecretFile = new Option<string?>("--client-secret-file")
{
    Description = $"File with the client's secret; without it the secret is read from {SecretVariable}.",
};
var managed = new Option<bool>("--managed") { Description = "Install the managed solution." };
var solution = new Option<string?>("--solution") { Description = "Solution file; without it the one that was built with this command." };
var connectorUrl = new Option<string?>("--connector-url") { Description = "Address of the connector." };
var signingSecretFile = new Option<string?>("--signing-secret-file") { Description = "File with the secret that messages to the connector are signed with." };
var createActuals = new Option<string?>("--create-actuals") { Description = "yes or no: whether confirmation creates the actuals." };
createActuals.AcceptOnlyFromAmong("yes", "no");
var retainerClass = new Option<int?>("--retainer-class") { Description = "The choice value of transaction class Retainer in the environment." };

var timeZone = new Option<string?>("--time-zone")
{
    Description = "Time zone of the company, as an IANA or Windows name: the day of a confirmation is taken in it.",
};
var overwrite = new Option<bool>("--overwrite-customizations")
{
    Description = "Replace customizations that were made in the environment itself on components of the solution.",
};
var plainHttp = new Option<bool>("--allow-plain-http") { Description = "Let addresses of other machines go without TLS. Secrets can be read on the way." };

var command = new RootCommand("Installs the solution ProjectInvoiceIntegration into a Dataverse environment and configures it there.")
{
    url,
    tokenUrl,
    clientId,
    clientSecretFile,
    managed,
    solution,
    connectorUrl,
    signingSecretFile,
    createActuals,
    retainerClass,
    timeZone,
    overwrite,
    plainHttp,
};
command.SetAction(
    async (result, cancellationToken) =>
    {
        try
        {
            var deployed = await DeploySolution.RunAsync(Options(result), cancellationToken);
            AnsiConsole.MarkupLineInterpolated($"[green]{deployed.Solution} {deployed.Version} is installed.[/]");
            return 0;
        }
        catch (DeployException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return fault.IsInputFault ? 2 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(DeployErrors.Stopped.For("deployment"));
            return 1;
        }
    }
);

var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(DeployErrors.CommandLine.For("command line", error.Message.TrimEnd('.')));
    }

    return 2;
}

return await parsed.InvokeAsync();

DeployOptions Options(ParseResult result) =>
    new()
    {
        Url = Address("--url", result.GetValue(url)!),
        TokenUrl = Address("--token-url", result.GetValue(tokenUrl)!),
        ClientId = result.GetValue(clientId)!,
        ClientSecret = result.GetValue(clientSecretFile) is { } file ? InputFile.Secret(file, "--client-secret-file") : SecretOfVariable(),
        Managed = result.GetValue(managed),
        SolutionFile = result.GetValue(solution),
        ConnectorUrl = result.GetValue(connectorUrl) is { } connector ? Address("--connector-url", connector) : null,
        SigningSecret = result.GetValue(signingSecretFile) is { } secret ? InputFile.Secret(secret, "--signing-secret-file") : null,
        CreateActuals = result.GetValue(createActuals) is { } create ? create == "yes" : null,
        RetainerTransactionClass = result.GetValue(retainerClass),
        TimeZone = result.GetValue(timeZone),
        OverwriteCustomizations = result.GetValue(overwrite),
        AllowPlainHttp = result.GetValue(plainHttp),
        Progress = new ConsoleProgress(),
    };

static Uri Address(string option, string text) =>
    Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new DeployException(DeployErrors.NoAddress.For(option, text));

static string SecretOfVariable() =>
    Environment.GetEnvironmentVariable(SecretVariable) is { } secret && !string.IsNullOrWhiteSpace(secret)
        ? secret
        : throw new DeployException(DeployErrors.SecretMissing.For(SecretVariable));
