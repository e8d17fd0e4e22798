using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Invoices;
using ProjectInvoice.Connector.Tests.Servers;
using Wire;

namespace ProjectInvoice.Connector.Tests.Invoices;

[TestClass]
internal sealed class When_an_invoice_is_looked_up
{
    [TestMethod]
    public async Task Each_step_is_told_as_it_is_taken()
    {
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        var category = situation.Dataverse.Put("msdyn_transactioncategory", new { msdyn_name = "Consulting" });
        var (unbilled, billed) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Billed));
        foreach (var actual in new[] { unbilled, billed })
        {
            situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_transactioncategory = category });
        }

        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");
        sample.PendingMessage();
        Assert.AreEqual("message", await StepAsync(situation));

        await situation.PollAsync();
        Assert.AreEqual("header", await StepAsync(situation));

        await situation.DeliverHeadersAsync();
        Assert.AreEqual("rows", await StepAsync(situation));

        await situation.SynchronizeAsync();
        Assert.AreEqual("import", await StepAsync(situation));

        await ImportAsync(finance);
        var waits = await LineAsync(situation);
        Assert.AreEqual(("import", "waiting"), ((string?)waits["step"], (string?)waits["state"]));
        StringAssert.Contains((string?)waits["waitsFor"], "not posted. Post the integration journal", StringComparison.Ordinal);

        await finance.SendAsync(HttpMethod.Post, "/api/journals/post", new JObject());
        await ImportAsync(finance);
        Assert.AreEqual("posted", await StepAsync(situation), "somebody has to post it");

        await finance.SendAsync(HttpMethod.Post, "/api/proposals/USPM/PF-1003/post", new JObject { ["invoiceDate"] = "2026-09-30" });
        await Deadline.UntilAsync(async () => await situation.ReadAsync(context => Task.FromResult(context.Postings.Count())) == 2);
        Assert.AreEqual("recorded", await StepAsync(situation));

        await situation.RecordPostingsAsync();
        var done = await LineAsync(situation);
        Assert.AreEqual(
            ("recorded", "done", "PF-1003", "Coho Winery"),
            ((string?)done["step"], (string?)done["state"], (string?)done["number"], (string?)done["customer"])
        );
        Assert.IsEmpty(done["steps"]!.Where(step => (string?)step["state"] != "done"), done.ToString());
        var times = done["steps"]!.Select(step => (string?)step["doneOn"]).OfType<string>().ToList();
        Assert.IsGreaterThanOrEqualTo(5, times.Count, done.ToString());
        CollectionAssert.AreEqual(times.Order(StringComparer.Ordinal).ToList(), times, "the steps were taken one after the other");
    }

    [TestMethod]
    public async Task A_refusal_is_told_with_cause_and_remedy_and_released_by_a_retry()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Rule = (set, _) => set == "ProjInvoiceProposals" ? "Customer C-0001 is not set up." : null;
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();

        var line = await LineAsync(situation);
        var command = await situation.CommandAsync("invoice", "PF-1003");

        Assert.AreEqual(("failed", "header", FinanceSystemErrors.Refused.Code), ((string?)line["state"], (string?)line["step"], (string?)line["code"]));
        StringAssert.Contains((string?)line["waitsFor"], "Customer C-0001 is not set up. Mend the cause, then retry it.", StringComparison.Ordinal);
        Assert.AreEqual(ExitCodes.Failing, command.Code);
        StringAssert.Contains(command.Output, "Customer C-0001 is not set up.", StringComparison.Ordinal);
        StringAssert.Contains(command.Output, "Coho Winery", StringComparison.Ordinal);

        situation.Finance.Rule = (_, _) => null;
        var retried = await situation.CommandAsync("retry", "--invoice", "PF-1003", "--json");
        await situation.RunAsync();

        Assert.AreEqual(1, (int)JObject.Parse(retried.Output)["retried"]!);
        Assert.AreEqual("rows", await StepAsync(situation, StepState.Done));
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task Rows_that_fail_are_told_under_their_invoice()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Rule = (set, _) => set == "ProjActualsImports" ? "The unit h is unknown." : null;
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();

        var line = await LineAsync(situation);
        Assert.AreEqual(("failed", "rows"), ((string?)line["state"], (string?)line["step"]));
        StringAssert.Contains((string?)line["waitsFor"], "The unit h is unknown.", StringComparison.Ordinal);
        Assert.AreEqual("As it says; then: retry --rows", (string?)line["whatToDo"]);

        situation.Finance.Rule = (_, _) => null;
        Assert.AreEqual(1, (int)JObject.Parse((await situation.CommandAsync("retry", "--invoice", "PF-1003", "--json")).Output)["retried"]!);
        await situation.RunAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task What_another_finance_system_does_not_tell_is_unknown()
    {
        await using var situation = await Situation.StartedAsync(bulkAction: false);
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();

        var line = await LineAsync(situation);

        var import = line["steps"]!.Single(step => (string?)step["step"] == "import");
        Assert.AreEqual(("unknown", "unknown to this finance system"), ((string?)import["state"], (string?)import["waitsFor"]));
        Assert.AreEqual("done", (string?)line["steps"]!.Single(step => (string?)step["step"] == "rows")["state"]);
    }

    [TestMethod]
    public async Task A_side_that_is_away_leaves_the_rest()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();
        situation.Dataverse.Fail(_ => true, Reply.DataverseError(403, "0x80040220", "missing prvReadInvoice"), times: 1000);

        var line = await LineAsync(situation);

        Assert.AreEqual(("PF-1003", JTokenType.Null), ((string?)line["number"], line["customer"]!.Type));
        Assert.AreEqual("done", (string?)line["steps"]!.Single(step => (string?)step["step"] == "header")["state"]);
    }

    [TestMethod]
    [DataRow("2026/1001")]
    [DataRow("a%2Fb")]
    [DataRow("50% + # ? & O'Brien")]
    [DataRow("Счёт №7 / 請求書")]
    public async Task A_number_may_hold_any_letter(string number)
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse, number);
        sample.PendingMessage();
        await situation.RunAsync();

        var answer = await situation.GetAsync($"/api/invoices/{Uri.EscapeDataString(number)}", Authority.AdministratorClient);
        var command = await situation.CommandAsync("invoice", number, "--json");

        Assert.AreEqual(200, answer.Status, answer.Body.ToString());
        Assert.AreEqual(number, (string?)answer.Body["invoices"]!.Single()["number"]);
        Assert.AreEqual(number, (string?)JObject.Parse(command.Output)["invoices"]!.Single()["number"], command.Error);
    }

    [TestMethod]
    public async Task Invoices_of_one_number_are_told_apart()
    {
        await using var situation = await Situation.StartedAsync();
        Sample[] samples = [new(situation.Dataverse), new(situation.Dataverse)];
        samples[0].PendingMessage();
        await situation.RunAsync();

        var answer = await situation.GetAsync("/api/invoices/PF-1003", Authority.AdministratorClient);

        CollectionAssert.AreEquivalent(
            samples.Select(sample => sample.Invoice.ToString("D")).ToList(),
            answer.Body["invoices"]!.Select(line => (string)line["invoiceId"]!).ToList()
        );
    }

    [TestMethod]
    public async Task One_that_nobody_knows_is_refused()
    {
        await using var situation = await Situation.StartedAsync();

        var answer = await situation.GetAsync("/api/invoices/PF-9", Authority.AdministratorClient);
        var command = await situation.CommandAsync("invoice", "PF-9");

        Assert.AreEqual((404, InvoiceErrors.Unknown.Code), (answer.Status, (string?)answer.Body["error"]!["code"]));
        Assert.AreEqual(ExitCodes.Failing, command.Code);
        Assert.StartsWith($"{InvoiceErrors.Unknown.Code}: Invoice PF-9: ", command.Error);
        Assert.AreEqual(403, (await situation.GetAsync("/api/invoices/PF-9", Authority.FinanceClient)).Status);
    }

    [TestMethod]
    public async Task Rows_whose_invoice_is_gone_are_listed_as_one()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        situation.Dataverse.Delete("invoice", sample.Invoice);
        await situation.RunAsync();
        await situation.RunAsync();

        var line = (await situation.GetAsync("/api/invoices?state=failed", Authority.AdministratorClient)).Body["invoices"]!.Single();

        Assert.AreEqual((sample.Invoice.ToString("D"), DeliveryErrors.AwaitedGone.Code), ((string?)line["invoiceId"], (string?)line["code"]));
    }

    [TestMethod]
    public async Task It_is_sent_again_in_both_directions()
    {
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();

        var (code, output, error) = await situation.CommandAsync("resend", "PF-1003", "--json");
        await situation.RunAsync();

        Assert.AreEqual(ExitCodes.Done, code, error);
        Assert.AreEqual("{\"headers\":1,\"postings\":false}", JObject.Parse(output).ToString(Newtonsoft.Json.Formatting.None));
        Assert.HasCount(1, await finance.RowsAsync("ProjInvoiceProposals"));
        Assert.HasCount(1, await finance.RowsAsync("ProjActualsImports"));
        Assert.AreEqual("import", await StepAsync(situation));
    }

    private static Task<JObject> ImportAsync(EmbeddedFinance finance) => finance.SendAsync(HttpMethod.Post, "/api/import", new JObject());

    private static async Task<string?> StepAsync(Situation situation) => (string?)(await LineAsync(situation))["step"];

    private static async Task<string?> StepAsync(Situation situation, StepState state) =>
        (string?)
            (await LineAsync(situation))["steps"]!.Last(step => string.Equals((string?)step["state"], $"{state}", StringComparison.OrdinalIgnoreCase))["step"];

    private static async Task<JToken> LineAsync(Situation situation)
    {
        var (status, body) = await situation.GetAsync("/api/invoices/PF-1003", Authority.AdministratorClient);
        Assert.AreEqual(200, status, body.ToString());
        Assert.AreEqual("", string.Join('\n', WireContract.Faults("invoices", body.ToString())), body.ToString());
        return body["invoices"]!.Single();
    }
}
