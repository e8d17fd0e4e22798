namespace ProjectInvoice.Finance.Scheduling;

/// <summary>What can be wrong with the settings of periodic work.</summary>
internal static class SchedulingErrors
{
    private const string CorrectSetting = "Correct the setting, then start finance again";

    public static readonly ErrorCode TooOften = new(
        4440,
        "'{0}' runs more often than every {1} seconds",
        CorrectSetting,
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnreadableInterval = new(
        4440,
        "'{0}' is neither a number of seconds nor a cron expression",
        CorrectSetting,
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );
}
