namespace ProjectInvoice.Finance.Staging;

/// <summary>The role that a transaction plays in a connection.</summary>
internal static class RelationshipRole
{
    public const string UnbilledSales = "Unbilled Sales";
    public const string BilledSales = "Billed Sales";
    public const string Reversing = "Reversing";
    public const string Original = "Original";
    public const string Replacing = "Replacing";
    public const string Cost = "Cost";

    public static readonly IReadOnlyList<string> All = [UnbilledSales, BilledSales, Reversing, Original, Replacing, Cost];
}
