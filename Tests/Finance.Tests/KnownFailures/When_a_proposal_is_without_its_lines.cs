using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: a proposal without (all) its lines is posted.</summary>
[TestClass]
public sealed class When_a_proposal_is_without_its_lines
{
    [TestMethod]
    public async Task It_is_never_posted()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1").Milestone("a", 10m).Milestone("b", 10m);
        (await host.SendRowAsync("ProjInvoiceProposals", invoice.Header)).Ok();
        (await host.PostProposalAsync("PF-1")).Refused(409, ProposalErrors.NotReady);
        (await host.SendRowsAsync("ProjActualsImports", [invoice.Actuals[0]])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Refused(409, ProposalErrors.NotReady);
        (await host.SendRowsAsync("ProjActualsImports", invoice.Actuals)).Ok();
        (await host.ImportAsync()).Ok();

        // Not even where somebody took a line away behind finance's back.
        await using (var session = await host.Services.GetRequiredService<FinanceDatabase>().BeginAsync(CancellationToken.None))
        {
            await session.Context.Set<ProposalLine>().Where(line => line.LineNumber == 1).ExecuteDeleteAsync();
            await session.CommitAsync(CancellationToken.None);
        }

        (await host.PostProposalAsync("PF-1")).Refused(409, PostingErrors.LinesMissing);
        (await host.DeleteLinesAsync("PF-1")).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("24", Books.Number((await host.RowsAsync("ProjInvoices")).Single()["InvoiceAmount"]));
        await host.BooksAgreeAsync();
    }
}
