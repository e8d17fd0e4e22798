using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.FinanceSystem;

namespace EndToEnd.Tests.Operating;

/// <summary>
/// An invoice is stopped by one thing after the other, and an operator who has the command line alone finds what, mends it and lets it go. What a record of
/// Dataverse or finance can be refused for, the tables of remedies try in the same way.
/// </summary>
[TestClass]
public sealed class When_an_operator_looks_for_an_invoice
{
    private const string Number = "PF-1003";

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task What_stops_it_is_found_and_released_from_the_command_line()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, Number);
        var invoice = await environment.InvoiceAsync(Number, Cancellation);

        // Not confirmed.
        var draft = await FoundAsync(environment, "confirmed", "waiting");
        StringAssert.Contains((string?)draft["whatToDo"], "Confirm it");
        await environment.Hosts.StopFinanceAsync();
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);

        // Finance is away.
        var header = await FoundAsync(environment, "header", "waiting", FinanceSystemErrors.NoAnswer.Code);
        Assert.IsFalse(string.IsNullOrEmpty((string?)header["customer"]), header.ToJsonString());
        Assert.IsNotNull(header["nextTry"], header.ToJsonString());
        var (ends, status) = await CommandAsync(environment, "status");
        Assert.AreEqual(ExitCodes.Failing, ends, status.ToJsonString());
        Assert.AreEqual(FinanceSystemErrors.NoAnswer.Code, (string?)status["sides"]![1]!["fault"]!["code"]);
        var (_, old) = await CommandAsync(environment, "invoices", "--state", "waiting", "--older-than", "0s");
        Assert.AreEqual(Number, (string?)old["invoices"]!.AsArray().Single()!["number"]);
        await environment.Hosts.StartFinanceAsync(Cancellation);
        await CommandAsync(environment, "retry", "--invoice", Number);

        // Nobody has imported it.
        await FoundAsync(environment, "import", "waiting");
        await environment.Accountant.ImportAsync(Cancellation);

        // What it bills is not posted.
        var journal = await FoundAsync(environment, "import", "waiting", says: "Post the integration journal");
        Assert.IsNull(journal["code"]);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);

        // Nobody has posted it.
        await FoundAsync(environment, "posted", "waiting");

        // The connector is away, and its commands work all the same.
        await environment.Hosts.StopConnectorAsync();
        await environment.Accountant.PostAsync((await environment.Accountant.ProposalsAsync(Cancellation)).Single(), Cancellation);
        var callback = await FoundAsync(environment, "callback", "waiting", says: "the last attempt of finance");
        Assert.IsNotNull(callback["nextTry"], callback.ToJsonString());
        await environment.Hosts.StartConnectorAsync(Cancellation);
        var (_, resent) = await CommandAsync(environment, "resend", Number);
        Assert.IsTrue((bool)resent["postings"]!, resent.ToJsonString());

        var done = await FoundAsync(environment, "recorded", "done");
        Assert.IsTrue(done["steps"]!.AsArray().All(step => (string?)step!["state"] == "done"), done.ToJsonString());
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(ExitCodes.Done, (await CommandAsync(environment, "status")).Code);
    }

    private async Task<JsonNode> FoundAsync(RunningEnvironment environment, string step, string state, string? code = null, string? says = null)
    {
        JsonNode? line = null;
        await environment.UntilAsync(
            async () =>
            {
                line = (await CommandAsync(environment, "invoice", Number)).Told["invoices"]?.AsArray().Single();
                return (string?)line?["step"] == step
                    && (string?)line["state"] == state
                    && (code is null || (string?)line["code"] == code)
                    && (says is null || ((string?)line["waitsFor"])?.Contains(says, StringComparison.Ordinal) == true);
            },
            Cancellation,
            () => $"Wanted: {step}, {state}. Seen: {line?.ToJsonString()}"
        );
        return line!;
    }

    private static async Task<(int Code, JsonNode Told)> CommandAsync(RunningEnvironment environment, params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var arguments = CommandArguments.Of([.. words, "--json", .. environment.Hosts.ConnectorSettings]);
        var code = await new ConnectorCommandLine(arguments, output, error).RunAsync();
        return (code, JsonNode.Parse(output.ToString())!);
    }
}
