namespace ProjectInvoice.Finance.Tests.Remedies;

/// <summary>What stops an invoice, and what is done about it.</summary>
/// <param name="Arise">Brings the situation about, and goes as far as it gets.</param>
/// <param name="Mend">Does what the message says.</param>
internal sealed record Situation(Func<Scene, Task> Arise, Func<Scene, Task> Mend);
