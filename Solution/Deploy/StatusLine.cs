namespace Solution.Deploy;

/// <summary>One thing that is told of an environment.</summary>
/// <param name="IsWell">False where somebody has to look at it.</param>
public sealed record StatusLine(string Subject, string State, bool IsWell = true);
