namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Where in its transaction the first of two stops.</summary>
public enum Halt
{
    /// <summary>It has looked, and is about to write.</summary>
    BeforeItWrites,

    /// <summary>It has written, and is about to commit.</summary>
    BeforeItCommits,
}
