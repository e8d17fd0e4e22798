namespace ProjectInvoice.Connector.Api;

/// <summary>Roles that a token can carry for the connector.</summary>
internal static class ConnectorRoles
{
    /// <summary>Reports postings: finance.</summary>
    public const string Posting = "Connector.Posting";

    /// <summary>Watches and retries.</summary>
    public const string Administrator = "Connector.Administrator";
}
