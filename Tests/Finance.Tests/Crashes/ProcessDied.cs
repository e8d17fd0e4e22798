namespace Finance.Tests.Crashes;

/// <summary>The process ended before or after a write. Nothing of finance knows it, so that nothing of finance can handle it.</summary>
internal sealed class ProcessDied(string moment) : Exception($"The process died {moment}.");
