namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What an error of finance says of a repetition.</summary>
internal enum FinanceErrorKind
{
    /// <summary>A rule refuses the record; repeating changes nothing.</summary>
    Refused,

    /// <summary>A record with this key is there already; whether it is the same has to be looked up.</summary>
    Exists,

    /// <summary>Busy, away, or in conflict with another user: repeating helps.</summary>
    Transient,

    /// <summary>The connector may not sign in, or lacks a role.</summary>
    SignIn,

    /// <summary>It has not the form of finance's errors: something else answered, and nothing is known of the record.</summary>
    Unknown,
}
