namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>In which letters a text is written.</summary>
internal enum LetterCase
{
    /// <summary>As it is given.</summary>
    AsGiven,

    /// <summary>In small letters.</summary>
    Lower,

    /// <summary>In capitals.</summary>
    Upper,
}
