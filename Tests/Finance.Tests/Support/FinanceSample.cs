using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>
/// Set-up and rows to test with: company USPM in USD, reporting in EUR; contract CON-00021 in GBP at a fixed 1.25, CON-USD in USD, CON-JPY in JPY.
/// </summary>
internal static class FinanceSample
{
    public const long Time = 192350000;
    public const long Expense = 192350001;
    public const long Material = 192350002;
    public const long Milestone = 192350003;
    public const long Fee = 192350004;

    /// <summary>The class of retainers where a host is started with <see cref="RetainerArgument"/>.</summary>
    public const long Retainer = 192350099;

    public const string RetainerArgument = "--Staging:RetainerTransactionClassification=192350099";

    public static JsonObject Setup() => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Support", "finance.json")))!.AsObject();

    public static Guid Id(string name) => DerivedId.From(name);

    public static JsonObject Actual(
        string name,
        string type,
        decimal amount,
        long classification = Time,
        string contract = "CON-00021",
        string project = "PRJ-0001",
        string currency = "GBP",
        string? proposal = null,
        string billingType = "Chargeable",
        string date = "2026-09-15",
        decimal quantity = 1,
        string category = "Consulting"
    ) =>
        new()
        {
            ["dataAreaId"] = "USPM",
            ["ActualsImportId"] = Id(name),
            ["ActualId"] = Id(name),
            ["TransactionType"] = type,
            ["TransactionClassification"] = classification,
            ["BillingType"] = billingType,
            ["AccountingDate"] = date,
            ["DocumentDate"] = date,
            ["StartDate"] = date,
            ["EndDate"] = date,
            ["Quantity"] = quantity,
            ["UnitPrice"] = quantity == 0 ? 0 : Math.Round(amount / quantity, 10, MidpointRounding.AwayFromZero),
            ["Amount"] = amount,
            ["TransactionCurrencyId"] = currency,
            ["ContractId"] = contract,
            ["FundingSource"] = "FS-1",
            ["ProjectId"] = project,
            ["ProjectDataAreaId"] = "USPM",
            ["TransactionCategoryId"] = category,
            ["InvoiceProposalId"] = proposal,
        };

    public static JsonObject ContractMilestone(
        string name,
        decimal amount,
        string? project = "PRJ-0001",
        string contract = "CON-00021",
        string currency = "GBP",
        string? date = "2026-09-15"
    ) =>
        new()
        {
            ["dataAreaId"] = "USPM",
            ["ContractLineMilestoneIdentifier"] = name,
            ["ContractLineMilestoneGuid"] = Id(name),
            ["ProjectNumber"] = project,
            ["ProjectContractId"] = contract,
            ["Description"] = $"Milestone {name}",
            ["CurrencyCode"] = currency,
            ["Amount"] = amount,
            ["TransactionDate"] = date,
        };

    public static JsonObject Connection(string one, string role, string other, string otherRole) =>
        new()
        {
            ["ConnectionId"] = Id($"{one} {role} {other}"),
            ["Transaction1Id"] = Id(one),
            ["Transaction1Role"] = role,
            ["Transaction1Type"] = "msdyn_actual",
            ["Transaction2Id"] = Id(other),
            ["Transaction2Role"] = otherRole,
            ["Transaction2Type"] = "msdyn_actual",
        };

    public static JsonObject Header(
        string proposal,
        IEnumerable<string> billed,
        string contract = "CON-00021",
        string currency = "GBP",
        string? date = "2026-09-30"
    )
    {
        var ids = billed.Select(name => Id(name).ToString("d")).Order(StringComparer.Ordinal).ToList();
        return new()
        {
            ["dataAreaId"] = "USPM",
            ["InvoiceProposalId"] = proposal,
            ["ProjectContractId"] = contract,
            ["FundingSourceId"] = "FS-1",
            ["SalesCurrency"] = currency,
            ["InvoiceDate"] = date,
            ["InvoiceHeaderText"] = "Services",
            ["BillableSalesActualCount"] = ids.Count,
            ["HashedListOfBillableSalesActualIds"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids)))),
            ["CorrelationId"] = "4be4c1f4-7e0e-4a51-9a2e-5c0b6f3f7f10",
        };
    }
}
