namespace LocalEnvironment.Run;

/// <summary>Codes of what can go wrong while the main job runs. The table in the README lists them.</summary>
public static class RunCodes
{
    public const string HostNotStarted = "PINV5101";
    public const string SolutionMissing = "PINV5102";
    public const string DataRefused = "PINV5103";
    public const string Refused = "PINV5104";
    public const string NotDelivered = "PINV5105";
    public const string NotWrittenBack = "PINV5106";
    public const string ReportNotWritten = "PINV5107";
    public const string SignInRefused = "PINV5108";
    public const string Unexpected = "PINV5109";
    public const string NotConfirmed = "PINV5110";
    public const string NothingToRevise = "PINV5111";
    public const string NotReady = "PINV5112";
    public const string BooksDiffer = "PINV5113";
}
