namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What finance answers, and the profile by which its answers are understood (PINV3014, PINV32xx).</summary>
internal static class FinanceSystemErrors
{
    /// <summary>Finance:Profile names none of the files.</summary>
    public static readonly ErrorCode ProfileUnknown = new(
        3014,
        "there is no profile of that name, only {0}",
        "Set Finance:Profile to one of them",
        ErrorKind.Setting
    );

    /// <summary>Keys, each with what is allowed.</summary>
    public static readonly ErrorCode ProfileWrong = new(3014, "{0}", "Correct the file", ErrorKind.Setting);

    /// <summary>It is no JSON, or says what nobody understands.</summary>
    public static readonly ErrorCode ProfileUnreadable = new(3014, "{0} cannot be read: {1}", "Correct the file", ErrorKind.Setting);

    /// <summary>In finance's own words.</summary>
    public static readonly ErrorCode Refused = new(3202, "finance refused it: {0}", "Mend the cause, then retry it");

    /// <summary>Who asks is refused, not what is asked.</summary>
    public static readonly ErrorCode RoleMissing = new(
        3203,
        "finance refused the connector ({0}): {1}",
        "Give the connector the finance role Finance.Integration",
        ErrorKind.Setting
    );

    /// <summary>No connection, or no answer in time.</summary>
    public static readonly ErrorCode NoAnswer = new(3204, "finance did not answer", "It is tried again by itself", ErrorKind.Passing);

    /// <summary>Its own words, or the status where it has none.</summary>
    public static readonly ErrorCode Busy = new(3204, "finance is busy or away ({0}): {1}", "It is tried again by itself", ErrorKind.Passing);

    /// <summary>A sign-in page, a proxy, a page for maintenance: it says nothing of the record.</summary>
    public static readonly ErrorCode SomethingElse = new(
        3205,
        "something else than finance answered: {0}",
        "It is tried again by itself; if it stays, check Finance:Url, Finance:Profile and what stands between the connector and finance",
        ErrorKind.Passing
    );

    /// <summary>A success that does not name what was sent.</summary>
    public static readonly ErrorCode Untold = new(
        3216,
        "finance answered {0}, so that nothing says that it arrived",
        "It is sent again by itself; if it stays, check Finance:Profile",
        ErrorKind.Passing
    );

    /// <summary>Rows lie below companies there, and this one is none of them.</summary>
    public static readonly ErrorCode CompanyUnknown = new(
        3240,
        "finance has no company {0}",
        "Add the company to the value map of dataAreaId, or create it in finance, then retry the message"
    );
}
