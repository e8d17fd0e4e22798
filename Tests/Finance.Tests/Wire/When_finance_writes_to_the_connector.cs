using ProjectInvoice.Finance.Tests.Support;
using Wire;

namespace ProjectInvoice.Finance.Tests.Wire;

/// <summary>Finance tells a posting as the contract says.</summary>
[TestClass]
public sealed class When_finance_writes_to_the_connector
{
    [TestMethod]
    public async Task Parts_of_invoices_and_journals_are_as_the_contract_says()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        FinanceHost.RegisterResource(receiver.Url);
        await using var host = await FinanceHost.StartAsync([
            $"--Callback:Url={receiver.Url}",
            "--Callback:ClientId=Connector.Posting",
            FinanceHost.SecretArgument,
            $"--Callback:Scope={receiver.Url}/.default",
        ]);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();

        await new TestInvoice("PF-1").Line("charged", 100m).PostAsync(host);
        await new TestInvoice("PF-2").Line("free", 50m, billingType: "NonChargeable").PostAsync(host);
        var parts = await receiver.WaitForAsync(4);

        CollectionAssert.AreEquivalent(
            new[] { "Invoice Posted", "Invoice NothingToInvoice", "Journal Posted", "Journal Posted" },
            parts.ConvertAll(part => $"{part["kind"]} {part["outcome"]}")
        );
        Assert.IsTrue(parts.All(part => Names.All(part.AsObject().ContainsKey)), "Finance leaves nothing out.");
        foreach (var part in parts.Select(part => part.ToJsonString()))
        {
            Assert.AreEqual("", string.Join('\n', WireContract.Faults("posting", part)), part);
        }
    }

    private static readonly string[] Names =
    [
        "eventId",
        "part",
        "parts",
        "kind",
        "company",
        "journal",
        "proposal",
        "outcome",
        "currency",
        "taxAmount",
        "source",
        "generation",
        "numbers",
        "lines",
    ];
}
