namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The roles of transaction connections, as they are stored.</summary>
internal static class ConnectionRole
{
    /// <summary>A cost.</summary>
    public const string Cost = "Cost";

    /// <summary>Work that can be billed.</summary>
    public const string UnbilledSales = "Unbilled Sales";

    /// <summary>Work that was billed; also the detail that will bill it.</summary>
    public const string BilledSales = "Billed Sales";

    /// <summary>A reversal.</summary>
    public const string Reversing = "Reversing";

    /// <summary>What was reversed or replaced.</summary>
    public const string Original = "Original";

    /// <summary>What stands in place of an original.</summary>
    public const string Replacing = "Replacing";
}
