namespace ProjectInvoice.Connector.Storage;

/// <summary>Work on several things at once.</summary>
internal static class ClaimsExtensions
{
    /// <summary>Does work on several things, unless another connector works on one of them.</summary>
    /// <param name="things">Everybody claims them in the order of their names.</param>
    /// <returns>Whether it was done.</returns>
    public static Task<bool> TryAllAsync(this IClaims claims, IEnumerable<string> things, Func<Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return TryFromAsync(claims, [.. things.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], 0, work, cancellation);
    }

    private static async Task<bool> TryFromAsync(IClaims claims, string[] things, int index, Func<Task> work, CancellationToken cancellation)
    {
        if (index == things.Length)
        {
            await work();
            return true;
        }

        var done = false;
        await claims.TryAsync(things[index], async () => done = await TryFromAsync(claims, things, index + 1, work, cancellation), cancellation);
        return done;
    }
}
