namespace ProjectInvoice.Finance.Staging;

/// <summary>The values of the transaction classification that project invoicing books (choice values of the sending side).</summary>
internal static class TransactionClass
{
    public const long Time = 192350000;
    public const long Expense = 192350001;
    public const long Material = 192350002;
    public const long Milestone = 192350003;
    public const long Fee = 192350004;

    /// <summary>The transaction type of milestones, advances and retainers.</summary>
    public const string OnAccount = "OnAccount";

    /// <summary>The transaction type in project accounting: Hour, Expense, Item, Fee or OnAccount; null for a class that is not booked.</summary>
    public static string? TransactionType(long classification) =>
        classification switch
        {
            Time => "Hour",
            Expense => "Expense",
            Material => "Item",
            Fee => "Fee",
            Milestone => OnAccount,
            _ => null,
        };

    /// <summary>The transaction type of a staged row.</summary>
    public static string TransactionType(ActualsImport row) => row.AccountingType ?? TransactionType(row.TransactionClassification)!;
}
