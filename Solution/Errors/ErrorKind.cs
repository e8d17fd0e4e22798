namespace Solution.Errors;

/// <summary>Who can mend what is wrong.</summary>
internal enum ErrorKind
{
    /// <summary>What was given breaks a rule: whoever gave it corrects it.</summary>
    Rule,

    /// <summary>Something about the environment is wrong: its administrator mends it.</summary>
    Setting,

    /// <summary>Nobody answers, or it was stopped: it may go well the next time.</summary>
    Passing,
}
