namespace ProjectInvoice.Connector.Storage;

/// <summary>Lets one of several connectors on one database work on a thing at a time.</summary>
internal interface IClaims
{
    /// <summary>Does work on a thing, unless another connector works on it. What is written within requires that the claim still stands.</summary>
    /// <param name="thing">A map, an invoice, a posting.</param>
    /// <returns>Whether it was done; otherwise another one is at it, and what it leaves is asked for again soon.</returns>
    Task<bool> TryAsync(string thing, Func<Task> work, CancellationToken cancellation);

    /// <summary>Before something is sent: whether this connector still counts as alive, by its own clock.</summary>
    /// <exception cref="ConnectorException">PINV3025: it was silent for so long that another one may have taken over.</exception>
    void RequireAlive();
}
