namespace Solution.Deploy;

/// <summary>What to install, where, and how it is configured there.</summary>
public sealed record DeployOptions
{
    /// <summary>Address of the environment, without a path.</summary>
    public required Uri Url { get; init; }

    /// <summary>Address that issues tokens (OAuth 2.0 client credentials).</summary>
    public required Uri TokenUrl { get; init; }

    /// <summary>Client id of an application user with the role System Administrator.</summary>
    public required string ClientId { get; init; }

    /// <summary>Secret of the client. Not logged.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>True: the managed solution; false: the unmanaged one.</summary>
    public bool Managed { get; init; }

    /// <summary>Solution file; null for the one that was built with this command.</summary>
    public string? SolutionFile { get; init; }

    /// <summary>Address of the connector for <c>pinv_ConnectorUrl</c>; null leaves the value as it is.</summary>
    public Uri? ConnectorUrl { get; init; }

    /// <summary>Signing secret for the delivery step; null leaves it as it is. Not logged.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>Value of <c>pinv_CreateActuals</c>; null sets no where the own logic of Project Operations is installed and else leaves the value as it is.</summary>
    public bool? CreateActuals { get; init; }

    /// <summary>The choice value of transaction class Retainer for <c>pinv_RetainerTransactionClass</c>; null leaves the value as it is.</summary>
    public int? RetainerTransactionClass { get; init; }

    /// <summary>How long the import may take.</summary>
    public TimeSpan ImportTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Clock for waits that the environment asks for.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Receives a line for each thing done; null for none.</summary>
    public IProgress<string>? Progress { get; init; }
}
