namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>The pages that were followed. A page that leads back to one of them would be followed for ever.</summary>
public sealed class LinkTrail
{
    private readonly HashSet<string> followed = new(StringComparer.Ordinal);

    /// <summary>Notes a link; false where it was followed before.</summary>
    /// <param name="link">The link as it is followed.</param>
    public bool Add(string link) => followed.Add(link);
}
