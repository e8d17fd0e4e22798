namespace ProjectInvoice.ServiceDefaults.Errors;

/// <summary>Who can mend what is wrong, and so what happens next.</summary>
public enum ErrorKind
{
    /// <summary>A record is refused by a rule. It is listed, and tried again when it changes or on demand.</summary>
    Rule,

    /// <summary>Sign-in, an address or set-up is wrong. Nothing of this kind can pass until an administrator mends it.</summary>
    Setting,

    /// <summary>Somebody is busy or away. It is tried again by itself, later each time.</summary>
    Passing,

    /// <summary>This program itself is at fault. It is logged with all there is to know, and tried again.</summary>
    Failure,
}
