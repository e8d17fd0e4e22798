namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>What an item of an invoice is.</summary>
internal enum What
{
    Time,
    Travel,
    Material,
    Fee,
    Milestone,

    /// <summary>Invoiced where positive, applied or refunded where negative.</summary>
    Retainer,

    /// <summary>Takes back a billed line; its unbilled sales is billable again.</summary>
    Credit,

    /// <summary>Takes back a billed milestone or retainer.</summary>
    CreditOnAccount,

    /// <summary>Takes back a billed line of which a part is billed again by another item and the rest, of the amount given, is billable again.</summary>
    PartlyCredited,

    /// <summary>Unbilled sales of before that was edited: reversed again, and billed by another item.</summary>
    TakenBack,

    /// <summary>A cost, on no invoice.</summary>
    Cost,
}
