using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_somebody_may_not
{
    [TestMethod]
    public async Task Proposals_are_made_by_the_integration_and_deleted_by_nobody()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var header = new TestInvoice("PF-1").Milestone("a", 10m).Header;
        foreach (var role in new[] { "Finance.ProjectAccountant", "Finance.ReceivablesClerk", "Finance.Administrator", "Finance.Reader" })
        {
            (await host.SendRowAsync("ProjInvoiceProposals", header, role)).Refused(403, StagingErrors.ProposalOfIntegration);
        }

        Assert.IsEmpty(await host.RowsAsync("ProjInvoiceProposals"));
        Assert.AreEqual(201, (await host.SendRowAsync("ProjInvoiceProposals", header)).Status);
        Assert.AreEqual(200, (await host.SendRowAsync("ProjInvoiceProposals", header)).Status);
        var before = await Books.EverythingAsync(host);
        foreach (var role in new[] { "Finance.Integration", "Finance.Administrator", "Finance.Reader" })
        {
            (
                await host.SendAsync(role, HttpMethod.Delete, "/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-1')?cross-company=true", null)
            ).Refused(403, StagingErrors.ProposalNotDeleted);
        }

        header["SalesCurrency"] = "USD";
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Refused(400, StagingErrors.ProposalKnownDifferently);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
    }

    [TestMethod]
    public async Task Every_address_asks_for_a_token_and_for_its_role()
    {
        await using var host = await FinanceHost.StartAsync();
        (string Method, string Path, string Role)[] addresses =
        [
            ("PUT", "/api/setup", "Finance.Administrator"),
            ("POST", "/api/import", "Finance.ProjectAccountant"),
            ("POST", "/api/journals/post", "Finance.ProjectAccountant"),
            ("POST", "/api/proposals/USPM/PF-1/post", "Finance.ReceivablesClerk"),
            ("POST", "/data/ProjActualsImports", "Finance.Integration"),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "Finance.Integration"),
            ("GET", "/data/ProjInvoices", "Finance.Reader"),
            ("GET", "/data/ProjInvoices/$count", "Finance.Reader"),
            ("GET", "/data/ProjInvoices(dataAreaId='USPM',ProjInvoiceId='INV-000001')", "Finance.Reader"),
            ("GET", "/api/outbox", "Finance.Reader"),
            ("GET", "/api/agreement", "Finance.Reader"),
        ];
        foreach (var (method, path, role) in addresses)
        {
            (await host.SendAsync(string.Empty, new HttpMethod(method), path, new JsonObject())).Refused(401, ApiErrors.NotSignedIn);
            (await host.SendAsync("Nobody", new HttpMethod(method), path, new JsonObject())).Refused(403, ApiErrors.RoleMissing.Code);
            Assert.AreNotEqual(403, (await host.SendAsync(role, new HttpMethod(method), path, new JsonObject())).Status);
        }
    }

    [TestMethod]
    public async Task Health_asks_for_nothing()
    {
        await using var host = await FinanceHost.StartAsync();
        Assert.AreEqual(200, (await host.GetAsync("/health", string.Empty)).Status);
    }
}
