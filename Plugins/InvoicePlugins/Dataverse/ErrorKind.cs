namespace InvoicePlugins.Dataverse;

/// <summary>Who can mend what is wrong, and so what happens next.</summary>
internal enum ErrorKind
{
    /// <summary>A record is refused by a rule. Who sees it corrects the record, or leaves it.</summary>
    Rule,

    /// <summary>The environment is not set up for it. Nothing of this kind can pass until an administrator mends it.</summary>
    Setting,

    /// <summary>Somebody is busy or away. The same call works later.</summary>
    Passing,

    /// <summary>This product itself, or logic beside it, is at fault. The plug-in trace has all there is to know.</summary>
    Failure,
}
