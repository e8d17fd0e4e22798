using System.Security.Cryptography.X509Certificates;

namespace Solution.Deploy;

/// <summary>What to install, where, and how it is configured there.</summary>
public sealed record DeployOptions
{
    /// <summary>Address of the environment, without a path.</summary>
    public required Uri Url { get; init; }

    /// <summary>Address that issues tokens (OAuth 2.0 client credentials).</summary>
    public required Uri TokenUrl { get; init; }

    /// <summary>Client id of an application user with the privileges that the README names.</summary>
    public required string ClientId { get; init; }

    /// <summary>Secret of the client; null where it signs in with a certificate. Not logged.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Certificate of the client, with its private key; null where it signs in with a secret.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>True: the managed solution; false: the unmanaged one.</summary>
    public bool Managed { get; init; }

    /// <summary>Solution file; null for the one that was built with this command.</summary>
    public string? SolutionFile { get; init; }

    /// <summary>
    /// Whether the import replaces customizations that were made in the environment itself, on components of the solution; false leaves them on top.
    /// </summary>
    public bool OverwriteCustomizations { get; init; }

    /// <summary>Whether addresses of other machines may be reached without TLS. Secrets and messages can be read on the way then.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Address of the connector, without a path, for <c>pinv_ConnectorUrl</c>; null leaves the value as it is.</summary>
    public Uri? ConnectorUrl { get; init; }

    /// <summary>Signing secret for the delivery step, of 32 bytes at least; null leaves it as it is. Not logged.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>
    /// Value of <c>pinv_CreateActuals</c>; null sets no where the own logic of Project Operations is installed and else leaves the value as it is.
    /// </summary>
    public bool? CreateActuals { get; init; }

    /// <summary>The choice value of transaction class Retainer for <c>pinv_RetainerTransactionClass</c>; null leaves the value as it is.</summary>
    public int? RetainerTransactionClass { get; init; }

    /// <summary>IANA or Windows name of the time zone for <c>pinv_TimeZone</c>; null leaves the value as it is.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Values of environment variables by schema name, as a deployment settings file names them; options of their own win.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it is only told what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether a version that is installed already is imported once more.</summary>
    public bool ImportAgain { get; init; }

    /// <summary>Whether it is uninstalled although messages wait or confirmations run.</summary>
    public bool Force { get; init; }

    /// <summary>The longest wait between two questions whether a job has ended.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the import may take.</summary>
    public TimeSpan ImportTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Clock for waits that the environment asks for.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Receives a line for each thing done; null for none.</summary>
    public IProgress<string>? Progress { get; init; }
}
