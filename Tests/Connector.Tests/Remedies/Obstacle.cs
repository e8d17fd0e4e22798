namespace ProjectInvoice.Connector.Tests.Remedies;

/// <summary>What stops an invoice at the connector, and what is done about it.</summary>
/// <param name="Arise">Brings it about, and goes as far as it gets.</param>
/// <param name="Mend">Does what the message says.</param>
internal sealed record Obstacle(Func<Scene, Task> Arise, Func<Scene, Task> Mend);
