using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_something_stands_in_the_way_of_an_invoice
{
    private const int Sent = 482190001;
    private const int Failed = 482190004;
    private const string Refusal = "Customer C-0001 is not set up.";

    [TestMethod]
    [DataRow("ProjInvoiceProposals")]
    [DataRow("ProjActualsImports")]
    public async Task Dataverse_is_told_once_and_again_when_it_goes_on(string set)
    {
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Rule = (asked, _) => asked == set ? Refusal : null;
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();

        Assert.AreEqual(1, await TellAsync(situation));
        Assert.AreEqual(0, await TellAsync(situation), "once a change, not once a try");
        await situation.CrashAndStartAsync();
        Assert.AreEqual(0, await TellAsync(situation), "nor once a start");
        var asked = situation.Dataverse.Requests.Count;
        Assert.AreEqual(0, await TellAsync(situation));
        Assert.AreEqual(asked, situation.Dataverse.Requests.Count, "as long as nothing changes, Dataverse is left alone");

        var invoice = situation.Dataverse.Row("invoice", sample.Invoice);
        Assert.StartsWith($"{FinanceSystemErrors.Refused.Code}: ", (string?)invoice["pinv_lasterror"]);
        StringAssert.Contains((string?)invoice["pinv_lasterror"], $"{Refusal} Mend the cause, then retry it.", StringComparison.Ordinal);
        Assert.AreEqual(Failed, (int)invoice["pinv_financestatus"]!);

        situation.Finance.Rule = (_, _) => null;
        await situation.CrashAndStartAsync();
        await situation.CommandAsync("retry", "--invoice", sample.Number);
        await situation.RunAsync();

        Assert.AreEqual(1, await TellAsync(situation), "also by one that was started since");
        invoice = situation.Dataverse.Row("invoice", sample.Invoice);
        Assert.AreEqual(("", Sent), ((string?)invoice["pinv_lasterror"] ?? "", (int)invoice["pinv_financestatus"]!));
        Assert.AreEqual(0, await TellAsync(situation));
    }

    [TestMethod]
    public async Task What_a_plug_in_said_of_it_stays()
    {
        const string Said = "PINV1328: PF-1003: the invoice was not withdrawn.";
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Rule = (_, _) => Refusal;
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("invoice", sample.Invoice, new { pinv_lasterror = Said });
        sample.PendingMessage();
        await situation.RunAsync();

        Assert.AreEqual(0, await TellAsync(situation));

        Assert.AreEqual(Said, (string?)situation.Dataverse.Row("invoice", sample.Invoice)["pinv_lasterror"]);
    }

    [TestMethod]
    public async Task What_passes_by_itself_is_told_once_it_has_lasted()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Fail(request => request.Path.Contains("ProjInvoiceProposals", StringComparison.Ordinal), new Reply(503), times: 1000);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();
        Assert.AreEqual(0, await TellAsync(situation));

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await situation.CommandAsync("retry", "--invoice", sample.Number);
            await situation.DeliverHeadersAsync();
        }

        Assert.AreEqual(1, await TellAsync(situation));
        var invoice = situation.Dataverse.Row("invoice", sample.Invoice);
        Assert.AreEqual(Sent, (int)invoice["pinv_financestatus"]!, "it is not refused");
    }

    [TestMethod]
    public async Task The_status_names_number_customer_since_and_correlation()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Finance.Rule = (set, _) => set == "ProjActualsImports" ? Refusal : null;
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();

        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();

        Assert.AreEqual(
            ("row", sample.Number, "Coho Winery", "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99"),
            ((string?)error["kind"], (string?)error["invoice"], (string?)error["customer"], (string?)error["correlationId"])
        );
        Assert.AreNotEqual(JTokenType.Null, error["since"]!.Type);
        Assert.IsTrue(((JObject)error).ContainsKey("nextTry"));
    }

    private static Task<int> TellAsync(Situation situation) => situation.Services.GetRequiredService<TellInvoices>().RunAsync(CancellationToken.None);
}
