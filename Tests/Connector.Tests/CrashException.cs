namespace ProjectInvoice.Connector.Tests;

/// <summary>A stop in the middle of the work: it passes every handler of failures, as the end of the process would.</summary>
internal sealed class CrashException(string step) : OperationCanceledException($"Crash at {step}.");
