namespace ProjectInvoice.Connector.Storage;

/// <summary>How connectors that share a database watch each other.</summary>
/// <param name="Beat">How often each gives a sign of life.</param>
/// <param name="Lease">Who gave none for so long is taken for dead, and gives up by itself.</param>
internal sealed record ClaimTimes(TimeSpan Beat, TimeSpan Lease)
{
    public static readonly ClaimTimes Default = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15));
}
