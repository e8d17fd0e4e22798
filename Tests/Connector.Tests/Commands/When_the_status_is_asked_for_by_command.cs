using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests.Commands;

[TestClass]
internal sealed class When_the_status_is_asked_for_by_command
{
    [TestMethod]
    public async Task Nothing_that_fails_ends_with_0()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();

        var (code, output, error) = await situation.CommandAsync("status");

        Assert.AreEqual(ExitCodes.Done, code, output + error);
        StringAssert.Contains(output, "Nothing fails, and nothing waits for longer than it should.", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_side_that_refuses_is_named_with_its_remedy()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.Fail(_ => true, Reply.DataverseError(403, "0x80040220", "missing prvReadEntity"), times: 1000);

        var (code, output, error) = await situation.CommandAsync("status", "--json");

        Assert.AreEqual(ExitCodes.Failing, code, error);
        var side = JObject.Parse(output)["sides"]!.Single(side => (string?)side["name"] == "Dataverse");
        Assert.AreEqual(DataverseErrors.RoleMissing.Code, (string?)side["fault"]!["code"], output);
        Assert.AreEqual(JTokenType.Null, JObject.Parse(output)["sides"]!.Single(side => (string?)side["name"] == "Finance")["fault"]!.Type);
    }

    [TestMethod]
    public async Task What_waits_for_longer_than_is_normal_ends_with_1()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.PollAsync();
        Assert.AreEqual(ExitCodes.Done, (await situation.CommandAsync("status")).Code);

        await situation.ReadAsync(context =>
            context.Messages.ExecuteUpdateAsync(row => row.SetProperty(message => message.StoredOn, message => message.StoredOn.AddHours(-2)))
        );
        var (code, output, _) = await situation.CommandAsync("status");

        Assert.AreEqual(ExitCodes.Failing, code);
        StringAssert.Contains(output, "1 invoices fail, or wait for longer than an hour", StringComparison.Ordinal);
        StringAssert.Contains(output, sample.Number, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_comparison_is_asked_for_and_its_result_shown()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();

        var asked = await situation.CommandAsync("reconcile", "--wait", "0", "--json");
        Assert.AreEqual((ExitCodes.Failing, false), (asked.Code, (bool)JObject.Parse(asked.Output)["finished"]!), "nobody runs");

        var waiting = situation.CommandAsync("reconcile", "--wait", "600", "--json");
        await Deadline.UntilAsync(async () =>
        {
            await situation.SynchronizeAsync();
            return waiting.IsCompleted;
        });
        var (code, output, error) = await waiting;

        Assert.AreEqual(ExitCodes.Done, code, output + error);
        Assert.AreEqual((true, 0), ((bool)JObject.Parse(output)["finished"]!, (int)JObject.Parse(output)["missing"]!));
    }

    [TestMethod]
    public async Task Only_one_way_to_retry_can_be_given()
    {
        await using var situation = await Situation.StartedAsync();

        var both = await situation.CommandAsync("retry", "--rows", "--id", $"{Guid.NewGuid():D}");
        var unknown = await situation.CommandAsync("retry", "--id", $"{Guid.NewGuid():D}", "--json");

        Assert.AreEqual(ExitCodes.Usage, both.Code, both.Error);
        Assert.AreEqual((ExitCodes.Failing, Api.ApiErrors.NotStored.Code), (unknown.Code, (string?)JObject.Parse(unknown.Output)["error"]!["code"]));
    }
}
