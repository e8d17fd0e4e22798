using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>The rows that the integration sends for a bill.</summary>
/// <param name="earlier">All items of the month by name, for what is credited.</param>
internal sealed class MonthRows(Bill bill, IReadOnlyDictionary<string, Item> earlier)
{
    private readonly Deal deal = Firm.Deal(bill.Deal);
    private readonly List<string> billed = [];

    public List<JsonObject> Actuals { get; } = [];

    public List<JsonObject> Connections { get; } = [];

    /// <summary>The milestones that the invoice bills, as they were announced before it.</summary>
    public IEnumerable<JsonObject> Milestones =>
        bill
            .Items.Where(item => item.What == What.Milestone)
            .Select(item =>
            {
                var milestone = FinanceSample.ContractMilestone(item.Name, item.Amount, deal.Project, deal.Id, deal.Currency, item.Date);
                milestone["dataAreaId"] = deal.Company;
                return milestone;
            });

    public JsonObject Header()
    {
        foreach (var item in bill.Items)
        {
            Add(item);
        }

        var header = FinanceSample.Header(bill.Proposal, billed, deal.Id, deal.Currency, bill.Date);
        header["dataAreaId"] = deal.Company;
        header["FundingSourceId"] = bill.FundingSource;
        return header;
    }

    private void Add(Item item)
    {
        switch (item.What)
        {
            case What.Cost:
                Row($"{item.Name} cost", "Cost", item, item.Amount);
                break;
            case What.TakenBack:
                Row($"{item.Name} U", "Sales", item, item.Amount);
                Row($"{item.Name} U back", "Sales", item, -item.Amount);
                Connect($"{item.Name} U back", "Reversing", $"{item.Name} U", "Original");
                break;
            case What.Credit or What.CreditOnAccount or What.PartlyCredited:
                AddCredit(item, earlier[item.Of!]);
                break;
            default:
                AddLine(item);
                break;
        }
    }

    private void AddLine(Item item)
    {
        Row($"{item.Name} B", "BilledSales", item, item.Amount, item.Name);
        if (item.BillingType == "Chargeable")
        {
            billed.Add($"{item.Name} B");
        }

        if (item.What is What.Milestone or What.Retainer)
        {
            return;
        }

        Row($"{item.Name} U", "Sales", item, item.Amount);
        Connect($"{item.Name} B", "Billed Sales", $"{item.Name} U", "Unbilled Sales");
        if (item.Of is { } replaced)
        {
            Connect($"{item.Name} U", "Replacing", earlier[replaced].What == What.TakenBack ? $"{replaced} U" : $"{replaced} B", "Original");
        }
    }

    private void AddCredit(Item item, Item original)
    {
        Row($"{item.Name} credit", "BilledSales", original with { Date = item.Date }, -original.Amount, original.Name);
        billed.Add($"{item.Name} credit");
        Connect($"{item.Name} credit", "Reversing", $"{item.Of} B", "Original");
        if (item.What != What.CreditOnAccount)
        {
            Row($"{item.Name} U", "Sales", original with { Date = item.Date }, item.What == What.PartlyCredited ? item.Amount : original.Amount);
            Connect($"{item.Name} U", "Replacing", $"{item.Of} B", "Original");
        }
    }

    private void Row(string name, string type, Item item, decimal amount, string? billed = null)
    {
        var classification = item.What switch
        {
            What.Travel => FinanceSample.Expense,
            What.Material => FinanceSample.Material,
            What.Fee => FinanceSample.Fee,
            What.Milestone => FinanceSample.Milestone,
            What.Retainer => FinanceSample.Retainer,
            _ => FinanceSample.Time,
        };
        var row = FinanceSample.Actual(
            name,
            type,
            amount,
            classification,
            deal.Id,
            deal.Project,
            deal.Currency,
            type == "BilledSales" ? bill.Proposal : null,
            item.BillingType,
            item.Date,
            amount < 0 ? -1 : 1,
            item.What == What.Travel ? "Travel" : "Consulting"
        );
        row["dataAreaId"] = deal.Company;
        row["ProjectDataAreaId"] = deal.Company;
        row["FundingSource"] = bill.FundingSource;
        row["MilestoneId"] = item.What == What.Milestone ? FinanceSample.Id(billed!) : null;
        if (item.What == What.Retainer)
        {
            row["ProjectId"] = null;
            row["TransactionCategoryId"] = null;
            row["RetainerId"] = FinanceSample.Id($"{deal.Id} retainer");
        }

        Actuals.Add(row);
    }

    private void Connect(string one, string role, string other, string otherRole) => Connections.Add(FinanceSample.Connection(one, role, other, otherRole));
}
