using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>A confirmation with every rule and three chunks that bill, and a fault at every single write of it, those of its jobs included.</summary>
[TestClass]
public sealed class When_a_large_confirmation_crashes
{
#if NETFRAMEWORK
    // Mono takes some ten times as long; every write is enumerated on .NET.
    private const int Step = 17;
#else
    private const int Step = 1;
#endif

    private const int MostResumptions = 3;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void At_whichever_write_it_goes_on_and_ends_as_without_a_crash(bool before)
    {
        var site = Site.New();
        var invoice = EverythingInvoice.On(site).Id;
        StopsAfterChunks.Register(site);
        site.InChunks(50, 300);

        // Forked wherever a chunk is done, so that only what follows has to be done again for each fault.
        var stages = Stages(site, invoice);
        var end = stages[stages.Count - 1];
        Assert.AreEqual(3, end.ChunksOf(invoice).Count(chunk => chunk.Kind == ChunkKind.Bill));
        var expected = end.Books();

        var crashes = 0;
        for (var stage = 0; stage < stages.Count - 1; stage++)
        {
            var writes = WritesOf(stages[stage].Fork(), invoice, stage);
            for (var write = 1; write <= writes; write += Step)
            {
                var copy = stages[stage].Fork();
                if (before)
                {
                    copy.Organization.Faults.ThrowBeforeWrite(write);
                }
                else
                {
                    copy.Organization.Faults.ThrowAfterWrite(write);
                }

                Crash(copy, invoice, stage);
                GoOn(copy, invoice);
                copy.AreTheBooksOf(expected, $"stage {stage}, write {write} of {writes}, {(before ? "before" : "after")}");
                crashes++;
            }
        }

        Assert.IsGreaterThan(500 / Step, crashes);
    }

    private static List<Site> Stages(Site site, Guid invoice)
    {
        var stages = new List<Site> { site };
        var confirmed = site.Fork();
        confirmed.Confirm(invoice);
        stages.Add(confirmed);
        while (!stages[stages.Count - 1].Header(invoice).IsConfirmed)
        {
            var next = stages[stages.Count - 1].Fork();
            Assert.IsTrue(StopsAfterChunks.Run(next, 1));
            stages.Add(next);
        }

        stages[stages.Count - 1].RunJobs();
        return stages;
    }

    private static int WritesOf(Site copy, Guid invoice, int stage)
    {
        copy.Organization.Faults.Clear();
        Go(copy, invoice, stage);
        return copy.Organization.Faults.Writes;
    }

    private static void Go(Site copy, Guid invoice, int stage)
    {
        if (stage == 0)
        {
            copy.Confirm(invoice);
        }
        else
        {
            StopsAfterChunks.Run(copy, 1);
        }
    }

    private static void Crash(Site copy, Guid invoice, int stage)
    {
        try
        {
            Go(copy, invoice, stage);
        }
        catch (FaultException<OrganizationServiceFault>)
        {
            // What the user or the job saw of it.
        }
    }

    private static void GoOn(Site copy, Guid invoice)
    {
        if (copy.Header(invoice).ConfirmationStatus is null or ConfirmationStatus.None)
        {
            copy.Confirm(invoice);
        }

        copy.RunJobs();
        for (var resumed = 0; resumed < MostResumptions && !copy.Header(invoice).IsConfirmed; resumed++)
        {
            copy.Resume(invoice);
            copy.RunJobs();
        }
    }
}
