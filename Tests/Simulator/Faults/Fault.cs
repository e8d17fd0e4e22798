namespace Simulator.Faults;

/// <summary>What is done to the parts. The numbers are those of the table in the README.</summary>
internal enum Fault
{
    Kill = 1,
    PlugInThrows = 2,
    AnswerLost = 3,
    Duplicates = 4,
    OutOfOrder = 5,
    Concurrent = 6,
    TwoImports = 7,
    BadLine = 8,
    Poison = 9,
    BusyAnswers = 10,
    Tokens = 11,
    Borders = 12,
    Sizes = 13,
    Deadlock = 14,
    Recursion = 15,
    Currencies = 16,
    SetUpMissing = 17,
    Restore = 18,
    UnknownFields = 19,
    Pause = 20,
    UserWithoutRights = 21,
    SlowPeer = 22,
}
