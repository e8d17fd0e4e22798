namespace ProjectInvoice.Finance.Api;

/// <summary>The roles that tokens carry, and who may do what.</summary>
internal static class FinanceRoles
{
    public const string Integration = "Finance.Integration";
    public const string ProjectAccountant = "Finance.ProjectAccountant";
    public const string ReceivablesClerk = "Finance.ReceivablesClerk";
    public const string Reader = "Finance.Reader";
    public const string Administrator = "Finance.Administrator";

    public static readonly string[] MayRead = [Integration, ProjectAccountant, ReceivablesClerk, Reader, Administrator];
    public static readonly string[] MayStage = [Integration];
    public static readonly string[] MayImport = [ProjectAccountant, ReceivablesClerk, Administrator];
    public static readonly string[] MayPostJournals = [ProjectAccountant];
    public static readonly string[] MayAdjustAccounting = [ProjectAccountant];
    public static readonly string[] MaySendAgain = [Integration, Administrator];
    public static readonly string[] MayPostInvoices = [ProjectAccountant, ReceivablesClerk];
}
