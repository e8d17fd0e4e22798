namespace ProjectInvoice.Finance.Rates;

/// <summary>What can be wrong with the rates of a date.</summary>
internal static class RateErrors
{
    public static readonly ErrorCode NoRate = new(4012, "No exchange rate from {0} to {1} on {2}", "Add the rate, then {3}", ErrorKind.Setting);

    /// <summary>Asked for only where the company reports in another currency than it accounts in.</summary>
    public static readonly ErrorCode NoReportingRate = new(
        4012,
        "No reporting exchange rate from {0} to {1} on {2}",
        "Add the rate, then {3}",
        ErrorKind.Setting
    );
}
