using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.ServiceDefaults.Errors;

namespace EndToEnd.Tests.Remedies;

/// <summary>
/// What can stand in the way of an invoice that is confirmed and locked: the situation, the code that names it, the remedy carried out by the role it is for,
/// the invoice posted.
/// </summary>
[TestClass]
public sealed class When_finance_refuses_what_is_confirmed
{
    private const int Sent = 482190001;
    private const int Posted = 482190003;
    private const int Failed = 482190004;

    private static readonly Dictionary<string, (ErrorCode Error, Action<JsonObject> Lack)> Situations = new(StringComparer.Ordinal)
    {
        ["no line property for the billing type"] = (ImportErrors.NoLineProperty, setUp => setUp["lineProperties"] = new JsonArray()),
        ["no item sales tax group on the category"] = (ImportErrors.NoItemTaxGroup, setUp => Each(setUp, "categories", row => row["itemSalesTaxGroup"] = null)),
        ["no profile rule"] = (ImportErrors.NoProfile, setUp => setUp["profileRules"] = new JsonArray()),
        ["no main account for work in progress"] = (
            ImportErrors.NoAccount,
            setUp => Remove(setUp, "ledgerPosting", row => (string?)row["postingType"] == "Project - WIP - sales value")
        ),
        ["no open period"] = (ImportErrors.PeriodNotOpen, setUp => Each(setUp, "fiscalPeriods", row => row["status"] = "Closed")),
        ["no exchange rate"] = (RateErrors.NoRate, setUp => (setUp["exchangeRates"], setUp["fixedRateAgreements"]) = (new JsonArray(), new JsonArray())),
    };

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow("no line property for the billing type")]
    [DataRow("no item sales tax group on the category")]
    [DataRow("no profile rule")]
    [DataRow("no main account for work in progress")]
    [DataRow("no open period")]
    [DataRow("no exchange rate")]
    public async Task An_administrator_of_finance_adds_what_is_missing_and_the_invoice_is_posted(string situation)
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1003");
        var administrator = environment.Hosts.FinanceAs(environment.Hosts.Personas.Administrator);
        var whole = await administrator.SetupAsync(Cancellation);
        var lacking = whole.DeepClone().AsObject();
        var (error, lack) = Situations[situation];
        lack(lacking);
        await administrator.SetupAsync(lacking.ToJsonString(), Cancellation);
        var invoice = await ConfirmAsync(environment);

        var refused = await ReadyAsync(environment);
        Assert.Contains(error.Code, refused.Select(message => message.Code), string.Join('\n', refused));
        var stuck = await LineAsync(environment);
        Assert.AreEqual(("import", "waiting"), ((string?)stuck["step"], (string?)stuck["state"]), stuck.ToJsonString());
        Assert.IsFalse(string.IsNullOrEmpty((string?)stuck["waitsFor"]), "in the words of finance");

        await IsTakenBackAsync(environment, invoice);

        await administrator.SetupAsync(whole.ToJsonString(), Cancellation);
        Assert.IsEmpty(await ReadyAsync(environment));
        await environment.Accountant.PostAsync((await environment.Accountant.ProposalsAsync(Cancellation)).Single(), Cancellation);
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(
            Posted,
            (await environment.Administrator.GetAsync($"invoices({invoice})?$select=pinv_financestatus", Cancellation))["pinv_financestatus"]!.GetValue<int>()
        );
        var done = await LineAsync(environment);
        Assert.IsTrue(done["steps"]!.AsArray().All(step => (string?)step!["state"] == "done"), done.ToJsonString());
    }

    // What a connector of before had said there, and what is not so any more, the one that runs takes back.
    private async Task IsTakenBackAsync(RunningEnvironment environment, Guid invoice)
    {
        var said = new JsonObject { ["pinv_lasterror"] = "PINV3202: PF-1003: finance refused it.", ["pinv_financestatus"] = Failed };
        await environment.Hosts.StopConnectorAsync();
        await environment.Connector.PatchAsync($"invoices({invoice})", said, Cancellation);
        await environment.Hosts.StartConnectorAsync(Cancellation);
        await environment.UntilAsync(
            async () =>
                await environment.Administrator.GetAsync($"invoices({invoice})?$select=pinv_lasterror,pinv_financestatus", Cancellation) is var row
                && row["pinv_lasterror"] is null
                && (int?)row["pinv_financestatus"] == Sent,
            Cancellation
        );
    }

    /// <summary>The invoice as an operator of the connector sees it from the command line.</summary>
    private static async Task<JsonNode> LineAsync(RunningEnvironment environment)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var arguments = CommandArguments.Of(["invoice", "PF-1003", "--json", .. environment.Hosts.ConnectorSettings]);
        await new ConnectorCommandLine(arguments, output, error).RunAsync();
        return JsonNode.Parse(output.ToString())!["invoices"]!.AsArray().Single()!;
    }

    private async Task<Guid> ConfirmAsync(RunningEnvironment environment)
    {
        var invoice = await environment.InvoiceAsync("PF-1003", Cancellation);
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        await environment.UntilAsync(async () => (await environment.Accountant.ProposalsAsync(Cancellation)).Count == 1, Cancellation);
        await environment.SettleAsync(Cancellation);
        return invoice;
    }

    /// <summary>Does what makes a proposal ready; returns what stood in the way.</summary>
    private async Task<IReadOnlyList<LocalEnvironment.Errors.Message>> ReadyAsync(RunningEnvironment environment)
    {
        var imported = await environment.Accountant.ImportAsync(Cancellation);
        var posted = await environment.Accountant.PostJournalsAsync(Cancellation);
        return [.. imported.Messages, .. posted.Messages, .. (await environment.Accountant.ImportAsync(Cancellation)).Messages];
    }

    private static void Each(JsonObject setUp, string section, Action<JsonObject> change)
    {
        foreach (var row in setUp[section]!.AsArray())
        {
            change(row!.AsObject());
        }
    }

    private static void Remove(JsonObject setUp, string section, Func<JsonObject, bool> which)
    {
        var rows = setUp[section]!.AsArray();
        foreach (var row in rows.Where(row => which(row!.AsObject())).ToList())
        {
            rows.Remove(row);
        }
    }
}
