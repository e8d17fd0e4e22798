using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Setup;

/// <summary>Each change is checked against the set-up as the change before it left it, and only one that saw this version may be made.</summary>
[TestClass]
public sealed class When_records_of_the_set_up_are_written_at_once
{
    private const string Administrator = "Finance.Administrator";
    private const int Writers = 6;

    [TestMethod]
    public async Task One_of_those_that_read_the_same_version_is_made()
    {
        await using var host = await StartAsync();
        const string Address = "/data/Customers(dataAreaId='USPM',Account='C-0001')";
        var version = (string)(await host.GetAsync(Address)).Ok().Json["@odata.etag"]!;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(number => host.SendAsync(Administrator, HttpMethod.Patch, Address, Named(number), version))
        );
        var made = answers.Index().Single(answer => answer.Item.Status == 204).Index;
        foreach (var (_, refused) in answers.Index().Where(answer => answer.Index != made))
        {
            refused.Refused(412, EditableSetErrors.OtherVersion);
        }

        Assert.AreEqual($"Name {made}", (string?)(await host.GetAsync(Address)).Ok().Json["Name"]);
        await KeptAsStoredAsync(host);
    }

    [TestMethod]
    public async Task Changes_of_different_records_are_all_made()
    {
        await using var host = await StartAsync();
        var added = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(number => host.SendAsync(Administrator, HttpMethod.Post, "/data/Customers", Customer(number)))
        );
        Assert.IsTrue(added.All(answer => answer.Status == 201), string.Join('\n', added.Select(answer => answer.Text)));
        await KeptAsStoredAsync(host);
        var changed = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(number => host.SendAsync(Administrator, HttpMethod.Patch, Address(number), Named(number), (string)added[number].Json["@odata.etag"]!))
        );
        Assert.IsTrue(changed.All(answer => answer.Status == 204), string.Join('\n', changed.Select(answer => answer.Text)));
        await KeptAsStoredAsync(host);
        var names = (await host.GetAsync("/api/setup")).Ok().Json["customers"]!
            .AsArray()
            .Select(customer => (string)customer!["name"]!)
            .Where(name => name.StartsWith("Name ", StringComparison.Ordinal));
        CollectionAssert.AreEquivalent(Enumerable.Range(0, Writers).Select(number => $"Name {number}").ToList(), names.ToList());
    }

    [TestMethod]
    public async Task A_removal_and_a_reference_never_both_stand()
    {
        await using var host = await StartAsync();
        (await host.SendAsync(Administrator, HttpMethod.Post, "/data/Currencies", new JsonObject { ["Code"] = "XAF", ["Decimals"] = 2 })).Ok();
        (await host.SendAsync(Administrator, HttpMethod.Post, "/data/Customers", Customer(0))).Ok();
        var answers = await Task.WhenAll(
            host.SendAsync(Administrator, HttpMethod.Delete, "/data/Currencies('XAF')", null),
            host.SendAsync(Administrator, HttpMethod.Patch, Address(0), new JsonObject { ["Currency"] = "XAF" })
        );
        Assert.AreEqual(204, answers.Min(answer => answer.Status), answers[0].Text + answers[1].Text);
        answers.Single(answer => answer.Status != 204).Refused(400, SetupErrors.DanglingReference);
        await KeptAsStoredAsync(host);
    }

    [TestMethod]
    public async Task Many_in_one_change_set_are_kept_as_they_are_stored()
    {
        await using var host = await StartAsync();
        StringAssert.Contains(
            (await host.BatchAsync(Administrator, Enumerable.Range(0, 150).Select(number => new BatchPart("POST", "/data/Customers", Customer(number))))).Text,
            "201 Created"
        );
        await KeptAsStoredAsync(host);
        BatchPart[] mixed =
        [
            new("DELETE", Address(1), null),
            new("PATCH", Address(2), Named(2)),
            new("POST", "/data/Customers", Customer(200)),
            new("PATCH", Address(200), Named(200)),
            new("POST", "/data/Customers", Customer(1)),
            new("DELETE", Address(149), null),
        ];
        StringAssert.Contains((await host.BatchAsync(Administrator, mixed)).Text, "204 No Content");
        await KeptAsStoredAsync(host);
        Assert.HasCount(150, await host.RowsAsync("Customers", "$filter=startswith(Account,'X-')"));

        // What is refused is not kept.
        var refused = await host.BatchAsync(
            Administrator,
            [new("DELETE", Address(3), null), new("PATCH", Address(4), new JsonObject { ["Currency"] = "XXX" })]
        );
        StringAssert.Contains(refused.Text, SetupErrors.DanglingReference.Code);
        await KeptAsStoredAsync(host);
        (await host.GetAsync(Address(3))).Ok();
    }

    private static string Address(int number) => $"/data/Customers(dataAreaId='USPM',Account='X-{number}')";

    private static JsonObject Named(int number) => new() { ["Name"] = $"Name {number}" };

    private static JsonObject Customer(int number) =>
        new()
        {
            ["dataAreaId"] = "USPM",
            ["Account"] = $"X-{number}",
            ["Name"] = "New",
            ["Currency"] = "GBP",
        };

    /// <summary>What the next change is checked against is what the database holds.</summary>
    private static async Task KeptAsStoredAsync(FinanceHost host)
    {
        await using var context = await host.Services.GetRequiredService<FinanceDatabase>().ReadAsync(CancellationToken.None);
        var stored = await SetupStore.ReadAsync(context, CancellationToken.None);
        Assert.AreEqual(JsonSerializer.Serialize(stored), JsonSerializer.Serialize(await SetupStore.HeldAsync(context, CancellationToken.None)));
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
