using System.CommandLine;

namespace Solution.Deploy.CommandLine;

/// <summary>Where the environment is, and who signs in there.</summary>
internal sealed class Credentials
{
    internal const string SecretVariable = "PINV_CLIENT_SECRET";
    internal const string CertificatePasswordVariable = "PINV_CERTIFICATE_PASSWORD";

    private readonly Option<string> url = new("--url")
    {
        Description = "Address of the environment, for example https://contoso.crm.dynamics.com.",
        Required = true,
    };

    private readonly Option<string> tokenUrl = new("--token-url")
    {
        Description = "Address that issues tokens, for example https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token.",
        Required = true,
    };

    private readonly Option<string> clientId = new("--client-id") { Description = "Client id of the application user that deploys.", Required = true };

    private readonly Option<string?> clientSecretFile = new("--client-secret-file")
    {
        Description = $"File with the client's secret; without it the secret is read from {SecretVariable}.",
    };

    private readonly Option<string?> certificateFile = new("--certificate-file")
    {
        Description = $"PFX or PEM file of the client's certificate, in place of a secret; its password is read from {CertificatePasswordVariable}.",
    };

    private readonly Option<bool> plainHttp = new("--allow-plain-http")
    {
        Description = "Let addresses of other machines go without TLS. Secrets can be read on the way.",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only tell what would be done; nothing is written." };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { url, tokenUrl, clientId, clientSecretFile, certificateFile, plainHttp, dryRun })
        {
            command.Add(option);
        }
    }

    internal DeployOptions Read(ParseResult result)
    {
        var certificate = result.GetValue(certificateFile);
        return new DeployOptions
        {
            Url = Address("--url", result.GetValue(url)!),
            TokenUrl = Address("--token-url", result.GetValue(tokenUrl)!),
            ClientId = result.GetValue(clientId)!,
            ClientSecret = certificate is null ? Secret(result.GetValue(clientSecretFile)) : null,
            Certificate = certificate is null ? null : CertificateFile.Read(certificate, Environment.GetEnvironmentVariable(CertificatePasswordVariable)),
            AllowPlainHttp = result.GetValue(plainHttp),
            DryRun = result.GetValue(dryRun),
            Progress = new ConsoleProgress(),
        };
    }

    internal static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new DeployException(DeployErrors.NoAddress.For(option, text));

    private static string Secret(string? file)
    {
        if (file is not null)
        {
            return InputFile.Secret(file, "--client-secret-file");
        }

        return Environment.GetEnvironmentVariable(SecretVariable) is { } secret && !string.IsNullOrWhiteSpace(secret)
            ? secret
            : throw new DeployException(DeployErrors.SecretMissing.For(SecretVariable));
    }
}
