namespace ProjectInvoice.Connector.Storage;

/// <summary>The claims under which something runs, for whatever it writes.</summary>
internal static class HeldClaims
{
    private static readonly AsyncLocal<Guid[]?> Tokens = new();

    public static IReadOnlyList<Guid> Current => Tokens.Value ?? [];

    /// <summary>Runs work under one claim more.</summary>
    public static async Task WithinAsync(Guid token, Func<Task> work)
    {
        // Set in an asynchronous method, it holds for what is called from here alone.
        Tokens.Value = [.. Current, token];
        await work();
    }
}
