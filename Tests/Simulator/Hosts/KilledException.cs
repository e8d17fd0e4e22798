namespace Simulator.Hosts;

/// <summary>The process was killed here; nothing that it does afterwards has an effect.</summary>
internal sealed class KilledException(string place) : Exception($"Killed at {place}.");
