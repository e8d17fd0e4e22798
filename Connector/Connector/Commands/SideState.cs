namespace ProjectInvoice.Connector.Commands;

/// <summary>Whether a side answers.</summary>
/// <param name="Name">Dataverse or Finance.</param>
/// <param name="Fault">Why it does not; null where it does.</param>
internal sealed record SideState(string Name, ToldFault? Fault);
