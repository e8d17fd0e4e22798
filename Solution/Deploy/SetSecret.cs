using Solution.Deploy.Dataverse;

namespace Solution.Deploy;

/// <summary>Gives the delivery step the secret that messages to the connector are signed with.</summary>
public static class SetSecret
{
    /// <summary>Sets it; nothing is written where it is that already.</summary>
    /// <returns>Whether something was written, or would be in a dry run.</returns>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<bool> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        var secret = options.SigningSecret ?? throw new DeployException(DeployErrors.SigningSecretMissing.For("--signing-secret-file"));
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        return await new Configuration(client, options).SetSecretAsync(secret, cancellationToken);
    }
}
