namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The class of a transaction. The value of class Retainer is a setting, since it differs between environments.</summary>
internal enum TransactionClass
{
    /// <summary>Hours worked.</summary>
    Time = 192350000,

    /// <summary>An expense.</summary>
    Expense = 192350001,

    /// <summary>A material.</summary>
    Material = 192350002,

    /// <summary>A billing milestone of a fixed price.</summary>
    Milestone = 192350003,

    /// <summary>A fee.</summary>
    Fee = 192350004,

    /// <summary>A commission; not billed by this product.</summary>
    Commission = 690970000,

    /// <summary>An additional charge; not billed by this product.</summary>
    Additional = 690970001,

    /// <summary>Tax; deprecated, never made or accepted.</summary>
    Tax = 690970002,
}
