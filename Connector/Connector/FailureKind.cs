namespace ProjectInvoice.Connector;

/// <summary>Who can mend a failure, and so what the connector does next.</summary>
public enum FailureKind
{
    /// <summary>The record is refused by a rule. It is listed, and tried again when it changes or on demand.</summary>
    Business,

    /// <summary>The other side is busy or away. It is tried again by itself, later each time.</summary>
    Transient,

    /// <summary>Sign-in, address or set-up is wrong. Nothing of this kind can pass until an administrator mends it.</summary>
    Configuration,
}
