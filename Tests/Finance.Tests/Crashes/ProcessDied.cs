namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>The process ended before or after a write. Whatever finance makes of it, a dead process writes nothing more.</summary>
internal sealed class ProcessDied(string moment) : Exception($"The process died {moment}.");
