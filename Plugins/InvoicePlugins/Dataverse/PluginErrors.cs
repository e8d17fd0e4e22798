namespace InvoicePlugins.Dataverse;

/// <summary>Faults of the plug-ins' own configuration and of the platform below them (PINV15xx).</summary>
internal static class PluginErrors
{
    /// <summary>Anything nobody expected; the cause is the original message.</summary>
    public static readonly ErrorCode Unexpected = new(
        1500,
        "{0}",
        "Nothing was changed; repeat it, and give the plug-in trace to support if it happens again",
        ErrorKind.Failure
    );

    /// <summary>The plug-in runs where its declaration does not put it.</summary>
    public static readonly ErrorCode RegisteredWrongly = new(
        1501,
        "The plug-in {0} is registered on {1} of {2}, stage {3}, mode {4}, which it does not declare",
        "Install the solution again instead of registering steps by hand",
        ErrorKind.Setting
    );

    /// <summary>An image that the step declares did not come.</summary>
    public static readonly ErrorCode ImageMissing = new(
        1502,
        "The step of {0} has no image '{1}'",
        "Install the solution again instead of changing steps by hand",
        ErrorKind.Setting
    );

    /// <summary>An environment variable holds something that cannot be used.</summary>
    public static readonly ErrorCode VariableUnusable = new(
        1503,
        "The environment variable {0} holds '{1}', which is not {2}",
        "Correct its value",
        ErrorKind.Setting
    );

    /// <summary>Two writers met on one row.</summary>
    public static readonly ErrorCode ChangedMeanwhile = new(
        1504,
        "Another user or process changed a row at the same time ({0})",
        "Nothing was changed; repeat it",
        ErrorKind.Passing
    );

    /// <summary>A row that was there a moment ago is deleted.</summary>
    public static readonly ErrorCode Gone = new(
        1505,
        "Another user or process deleted a row at the same time ({0})",
        "Nothing was changed; look whether it is still needed"
    );

    /// <summary>The platform refuses the user a row or a table; it says which.</summary>
    public static readonly ErrorCode AccessMissing = new(
        1506,
        "You lack a right that this takes ({0})",
        "Nothing was changed; have an administrator give you the role for the business unit that owns the record, then repeat it",
        ErrorKind.Setting
    );
}
