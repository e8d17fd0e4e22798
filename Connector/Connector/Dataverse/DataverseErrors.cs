namespace ProjectInvoice.Connector.Dataverse;

/// <summary>What Dataverse answers (PINV33xx).</summary>
internal static class DataverseErrors
{
    /// <summary>No connection, or no answer in time.</summary>
    public static readonly ErrorCode NoAnswer = new(3301, "Dataverse did not answer", "It is tried again by itself", ErrorKind.Passing);

    /// <summary>A service protection limit is reached.</summary>
    public static readonly ErrorCode Limited = new(3301, "Dataverse asked to wait ({0} {1})", "It is tried again by itself", ErrorKind.Passing);

    /// <summary>A failure of the platform or its database that passes.</summary>
    public static readonly ErrorCode Busy = new(3301, "Dataverse answered {0} {1}", "It is tried again by itself", ErrorKind.Passing);

    /// <summary>In its own words, or those of a plug-in.</summary>
    public static readonly ErrorCode Refused = new(3302, "Dataverse refused it ({0} {1}): {2}", "Mend the cause, then retry it");

    /// <summary>Who asks is refused, not what is asked.</summary>
    public static readonly ErrorCode RoleMissing = new(
        3303,
        "Dataverse refused the connector ({0} {1} {2})",
        "Give the connector's application user the role Project Invoice Finance Integration",
        ErrorKind.Setting
    );

    /// <summary>A sign-in page, a proxy, a page for maintenance: it says nothing of the record.</summary>
    public static readonly ErrorCode SomethingElse = new(
        3305,
        "something else than Dataverse answered: {0}",
        "It is tried again by itself; if it stays, check Dataverse:Url and what stands between the connector and Dataverse",
        ErrorKind.Passing
    );

    /// <summary>The token goes to no other address.</summary>
    public static readonly ErrorCode LinkElsewhere = new(
        3306,
        "a link of Dataverse leads to no address of the Web API",
        "It is read anew by itself; if it stays, check what stands between the connector and Dataverse",
        ErrorKind.Passing
    );

    /// <summary>Reading would have no end.</summary>
    public static readonly ErrorCode LinkLeadsBack = new(
        3308,
        "a page of Dataverse leads back to one that was read",
        "It is read again by itself; if it stays, check what stands between the connector and Dataverse",
        ErrorKind.Passing
    );

    /// <summary>A success that does not name what was asked for.</summary>
    public static readonly ErrorCode Untold = new(
        3309,
        "Dataverse answered {0}, so that nothing says that it was done",
        "It is tried again by itself; if it stays, check Dataverse:Url",
        ErrorKind.Passing
    );
}
