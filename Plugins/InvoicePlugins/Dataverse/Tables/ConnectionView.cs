namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A connection seen from one of its ends.</summary>
/// <param name="Near">The end one looks from.</param>
/// <param name="Far">The other end.</param>
internal sealed record ConnectionView(ConnectionEnd Near, ConnectionEnd Far);
