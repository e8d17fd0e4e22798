namespace LocalDataverse;

/// <param name="Runs">How often a plug-in ran, repeats included.</param>
public sealed record AsyncRunResult(int Runs, int Succeeded, int Failed);
