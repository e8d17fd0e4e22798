using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>
/// A release that did not keep which retainer a line concerns has posted an advance of 500 GBP (100 tax). Its database is brought up to date.
/// </summary>
[TestClass]
public sealed class When_retainers_were_posted_by_an_earlier_release
{
    private const string ReleaseBefore = "CompaniesInCapitals";

    [TestMethod]
    public async Task An_advance_can_be_used_as_soon_as_its_row_is_sent_again()
    {
        var advance = new TestInvoice("PF-1").Retainer("advance", 500m);
        await using var database = await UpgradedAsync(advance);
        await using var host = await HostAsync(database);

        await advance.SendRowsAsync(host);
        await new TestInvoice("PF-2").Line("job", 1200m).Retainer("used", -500m).PostAsync(host);

        // The job's tax is 240, of which the advance has charged 100.
        Assert.AreEqual("840 140", await TotalsAsync(host, "PF-2"));
        Assert.AreEqual(0m, await OnAccountAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_was_used_before_counts_as_used()
    {
        var (advance, used) = (new TestInvoice("PF-1").Retainer("advance", 500m), new TestInvoice("PF-2").Line("job", 1200m).Retainer("used", -200m));
        await using var database = await UpgradedAsync(advance, used);
        await using var host = await HostAsync(database);

        await advance.SendRowsAsync(host);
        await new TestInvoice("PF-3").Line("more", 1000m).Retainer("rest", -300m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var waiting = (await host.RowsAsync("ProjInvoiceProposals", "$filter=InvoiceProposalId eq 'PF-3'")).Single();
        StringAssert.Contains((string)waiting["WaitingReason"]!, "Have PF-2 sent again");

        await used.SendRowsAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-3")).Ok();
        Assert.AreEqual("840 140", await TotalsAsync(host, "PF-3"), "700 and 20 % of it.");
        Assert.AreEqual(0m, await OnAccountAsync(host));

        await new TestInvoice("PF-4").Line("last", 1000m).Retainer("too much", -1m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-4")).Refused(409, "of which 0 is left");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_advance_that_was_drafted_is_one_when_it_is_posted()
    {
        var advance = new TestInvoice("PF-1").Retainer("advance", 500m);
        await using var database = await UpgradedAsync(advance, post: false);
        await using var host = await HostAsync(database);

        await advance.SendRowsAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        await new TestInvoice("PF-2").Line("job", 1200m).Retainer("used", -500m).PostAsync(host);

        Assert.AreEqual("840 140", await TotalsAsync(host, "PF-2"));
    }

    private static Task<TestDatabase> UpgradedAsync(params TestInvoice[] invoices) => UpgradedAsync(invoices, post: true);

    private static Task<TestDatabase> UpgradedAsync(TestInvoice invoice, bool post) => UpgradedAsync([invoice], post);

    private static async Task<TestDatabase> UpgradedAsync(TestInvoice[] invoices, bool post)
    {
        var database = await TestDatabase.CreateAsync();
        await using var host = await HostAsync(database);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        foreach (var invoice in invoices)
        {
            await invoice.SendAsync(host);
            await TestInvoice.ReadyAsync(host);
            if (post)
            {
                (await host.PostProposalAsync(invoice.Proposal)).Ok();
            }
        }

        // The tables of the earlier release have no place for what a later one keeps.
        await using var context = await host.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync(context.Database.GetMigrations().Single(name => name.EndsWith(ReleaseBefore, StringComparison.Ordinal)));
        await migrator.MigrateAsync();
        return database;
    }

    private static Task<FinanceHost> HostAsync(TestDatabase database) => FinanceHost.StartOnAsync(database, null, FinanceSample.RetainerArgument);

    private static async Task<string> TotalsAsync(FinanceHost host, string proposal)
    {
        var header = (await host.RowsAsync("ProjInvoiceProposals", $"$filter=InvoiceProposalId eq '{proposal}'")).Single();
        return $"{Books.Number(header["InvoiceAmount"])} {Books.Number(header["SumTax"])}";
    }

    private static async Task<decimal> OnAccountAsync(FinanceHost host) =>
        (
            await host.RowsAsync(
                "GeneralJournalAccountEntries",
                "$filter=PostingType eq 'Project - invoiced revenue - on-account' or PostingType eq 'Project - WIP - invoiced on-account'"
            )
        ).Sum((JsonNode entry) => (decimal)entry["Amount"]!);
}
