namespace ProjectInvoice.Connector;

/// <summary>A setting with which the connector does not start (PINV30xx).</summary>
internal static class SettingErrors
{
    /// <summary>It has no value to fall back to.</summary>
    public static readonly ErrorCode Missing = new(3010, "it is missing", "Set it in the configuration or the environment", ErrorKind.Setting);

    /// <summary>It can be guessed.</summary>
    public static readonly ErrorCode SecretTooShort = new(
        3010,
        "it has fewer than {0} bytes",
        "Make a longer one by chance, and give it to the delivery step too",
        ErrorKind.Setting
    );

    /// <summary>A name or a path is no address.</summary>
    public static readonly ErrorCode NoAddress = new(3010, "it is no http or https address", "Give the full address", ErrorKind.Setting);

    /// <summary>Also what is no number or no time span.</summary>
    public static readonly ErrorCode OutOfBounds = new(3010, "it is not between {0} and {1}", "Correct it", ErrorKind.Setting);

    /// <summary>Neither the setting nor the text of its parser is repeated: both may hold the password.</summary>
    public static readonly ErrorCode NoDatabase = new(
        3010,
        "it is neither a file name nor a connection string of SQLite or PostgreSQL",
        "Correct it",
        ErrorKind.Setting
    );

    /// <summary>What goes to another machine goes encrypted.</summary>
    public static readonly ErrorCode PlainHttp = new(
        3024,
        "it is plain http to {0}, where everybody on the way reads tokens and invoices",
        "Use https; only where the network itself is encrypted, set Network:AllowPlainHttp to true",
        ErrorKind.Setting
    );
}
