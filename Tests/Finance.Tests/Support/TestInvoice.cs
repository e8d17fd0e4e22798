using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>An invoice as the integration sends it: header, unbilled and billed sales, connections.</summary>
internal sealed class TestInvoice(
    string proposal,
    string contract = "CON-00021",
    string project = "PRJ-0001",
    string currency = "GBP",
    string? invoiceDate = "2026-09-30"
)
{
    private readonly List<string> billed = [];

    public List<JsonObject> Actuals { get; } = [];

    public List<JsonObject> Connections { get; } = [];

    public string Proposal => proposal;

    /// <summary>The company that invoices.</summary>
    public string Company { get; set; } = "USPM";

    public JsonObject Header
    {
        get
        {
            var header = FinanceSample.Header(proposal, billed, contract, currency, invoiceDate);
            header["dataAreaId"] = Company;
            return header;
        }
    }

    /// <summary>Adds unbilled sales and the billed sales that bill it.</summary>
    public TestInvoice Line(
        string name,
        decimal amount,
        decimal quantity = 1,
        long classification = FinanceSample.Time,
        string date = "2026-09-15",
        string billingType = "Chargeable",
        string category = "Consulting"
    )
    {
        Actuals.Add(
            FinanceSample.Actual($"{name} U", "Sales", amount, classification, contract, project, currency, null, billingType, date, quantity, category)
        );
        Actuals.Add(
            FinanceSample.Actual(
                $"{name} B",
                "BilledSales",
                amount,
                classification,
                contract,
                project,
                currency,
                proposal,
                billingType,
                date,
                quantity,
                category
            )
        );
        Connections.Add(FinanceSample.Connection($"{name} B", "Billed Sales", $"{name} U", "Unbilled Sales"));
        if (billingType == "Chargeable")
        {
            billed.Add($"{name} B");
        }

        return this;
    }

    /// <summary>Adds a billed milestone, which bills nothing that was there before.</summary>
    public TestInvoice Milestone(string name, decimal amount, string date = "2026-09-15", string? milestone = null)
    {
        Actuals.Add(
            FinanceSample.Actual($"{name} B", "BilledSales", amount, FinanceSample.Milestone, contract, project, currency, proposal, "Chargeable", date)
        );
        Actuals[^1]["MilestoneId"] = milestone is null ? null : FinanceSample.Id(milestone);
        billed.Add($"{name} B");
        return this;
    }

    /// <summary>
    /// Adds a retainer that is invoiced (positive), or applied or refunded (negative), which draws on an unbilled row that finance never gets. It has no
    /// project.
    /// </summary>
    public TestInvoice Retainer(string name, decimal amount, string date = "2026-09-15", string? retainer = "retainer")
    {
        Actuals.Add(
            FinanceSample.Actual($"{name} B", "BilledSales", amount, FinanceSample.Retainer, contract, project, currency, proposal, "Chargeable", date)
        );
        Actuals[^1]["RetainerId"] = retainer is null ? null : FinanceSample.Id(retainer);
        Actuals[^1]["ProjectId"] = null;
        Actuals[^1]["TransactionCategoryId"] = null;
        if (amount < 0)
        {
            Connections.Add(FinanceSample.Connection($"{name} B", "Billed Sales", $"{name} U", "Unbilled Sales"));
        }

        billed.Add($"{name} B");
        return this;
    }

    /// <summary>Adds the credit of a billed on-account line.</summary>
    public TestInvoice CreditOnAccount(
        string name,
        decimal amount,
        long classification = FinanceSample.Milestone,
        string? milestone = null,
        string retainer = "retainer"
    )
    {
        Actuals.Add(FinanceSample.Actual($"{name} credit", "BilledSales", -amount, classification, contract, project, currency, proposal));
        Actuals[^1]["MilestoneId"] = milestone is null ? null : FinanceSample.Id(milestone);
        Actuals[^1]["RetainerId"] = classification == FinanceSample.Retainer ? FinanceSample.Id(retainer) : null;
        Connections.Add(FinanceSample.Connection($"{name} credit", "Reversing", $"{name} B", "Original"));
        billed.Add($"{name} credit");
        return this;
    }

    /// <summary>
    /// Adds a credit of a billed line and the unbilled sales that becomes billable again: all of it, or what the correction does not bill again.
    /// </summary>
    public TestInvoice Credit(
        string name,
        decimal amount,
        decimal quantity = 1,
        string date = "2026-09-15",
        long classification = FinanceSample.Time,
        decimal kept = 0
    )
    {
        Actuals.Add(
            FinanceSample.Actual($"{name} credit", "BilledSales", -amount, classification, contract, project, currency, proposal, "Chargeable", date, -quantity)
        );
        Actuals.Add(
            FinanceSample.Actual($"{name} again", "Sales", amount - kept, classification, contract, project, currency, null, "Chargeable", date, quantity)
        );
        Connections.Add(FinanceSample.Connection($"{name} credit", "Reversing", $"{name} B", "Original"));
        Connections.Add(FinanceSample.Connection($"{name} again", "Replacing", $"{name} B", "Original"));
        billed.Add($"{name} credit");
        if (kept != 0)
        {
            Line($"{name} kept", kept, quantity, classification, date);
            Connections.Add(FinanceSample.Connection($"{name} kept U", "Replacing", $"{name} B", "Original"));
        }

        return this;
    }

    /// <summary>Adds what was billed without any unbilled sales: a fee or work added by hand on a fixed-price line.</summary>
    public TestInvoice AddedByHand(string name, decimal amount, long classification = FinanceSample.Fee, string date = "2026-09-15")
    {
        Actuals.Add(FinanceSample.Actual($"{name} B", "BilledSales", amount, classification, contract, project, currency, proposal, "Chargeable", date));
        Actuals[^1]["BillingMethod"] = "FixedPrice";
        billed.Add($"{name} B");
        return this;
    }

    /// <summary>Adds the correction of such a line: its credit, and what is billed in its place.</summary>
    public TestInvoice CorrectAddedByHand(string name, decimal amount, decimal kept, long classification = FinanceSample.Fee)
    {
        AddedByHand($"{name} credit", -amount, classification);
        AddedByHand($"{name} kept", kept, classification);
        Connections.Add(FinanceSample.Connection($"{name} credit B", "Reversing", $"{name} B", "Original"));
        Connections.Add(FinanceSample.Connection($"{name} kept B", "Replacing", $"{name} B", "Original"));
        return this;
    }

    /// <summary>
    /// Adds a line that was edited before it was billed (U0, U0′, U1, B1): the unbilled sales of before is reversed, another one is billed. A smaller quantity
    /// leaves a rest that is not charged (U2, B2).
    /// </summary>
    public TestInvoice Edited(string name, decimal quantity, decimal edited, decimal price, decimal newPrice, string date = "2026-09-15")
    {
        Unbilled($"{name} U0", quantity, price);
        Unbilled($"{name} U0 reversed", -quantity, price);
        Connections.Add(FinanceSample.Connection($"{name} U0 reversed", "Reversing", $"{name} U0", "Original"));
        Line(name, edited * newPrice, edited, date: date);
        Connections.Add(FinanceSample.Connection($"{name} U", "Replacing", $"{name} U0", "Original"));
        if (edited < quantity)
        {
            Line($"{name} rest", (quantity * price) - (edited * price), quantity - edited, date: date, billingType: "NonChargeable");
            Connections.Add(FinanceSample.Connection($"{name} rest U", "Replacing", $"{name} U0", "Original"));
        }

        return this;

        void Unbilled(string row, decimal count, decimal each) =>
            Actuals.Add(FinanceSample.Actual(row, "Sales", count * each, FinanceSample.Time, contract, project, currency, null, "Chargeable", date, count));
    }

    /// <summary>Adds a cost, which belongs to no invoice.</summary>
    public TestInvoice Cost(string name, decimal amount, long classification = FinanceSample.Time, string date = "2026-09-15", string category = "Consulting")
    {
        Actuals.Add(FinanceSample.Actual($"{name} cost", "Cost", amount, classification, contract, project, currency, null, "Chargeable", date, 1, category));
        return this;
    }

    public async Task SendAsync(FinanceHost host)
    {
        (await host.SendRowAsync("ProjInvoiceProposals", Header)).Ok();
        await SendRowsAsync(host);
    }

    public async Task SendRowsAsync(FinanceHost host)
    {
        (await host.SendRowsAsync("ProjActualsImports", Actuals)).Ok();
        (await host.SendRowsAsync("ProjTransactionRelationships", Connections)).Ok();
    }

    /// <summary>Sends, imports, posts the journals, imports again and posts the invoice.</summary>
    public async Task<Answer> PostAsync(FinanceHost host)
    {
        await SendAsync(host);
        await ReadyAsync(host);
        return (await host.PostProposalAsync(proposal)).Ok();
    }

    public static async Task ReadyAsync(FinanceHost host)
    {
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        (await host.ImportAsync()).Ok();
    }
}
