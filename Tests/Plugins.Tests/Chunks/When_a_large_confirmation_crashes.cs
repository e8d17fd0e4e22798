using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>A confirmation with every rule and three chunks that bill, and a fault at every single write of it, those of its jobs included.</summary>
[TestClass]
internal sealed class When_a_large_confirmation_crashes
{
#if NETFRAMEWORK
    // Mono takes some ten times as long; every write is enumerated on .NET.
    private const int Step = 31;
#else
    private const int Step = 1;
#endif

    private const int MostResumptions = 3;

    private static readonly string[] Written =
    [
        "invoice",
        "invoicedetail",
        "msdyn_actual",
        "msdyn_contractlinescheduleofvalue",
        "msdyn_invoicelinetransaction",
        "msdyn_transactionconnection",
        "msdyn_transactionorigin",
        "pinv_integrationmessage",
        "pinv_nottoexceed",
        "pinv_retainer",
    ];

    private readonly Site site = Site.New();
    private readonly Guid invoice;
    private readonly List<Site> stages;
    private readonly IReadOnlyList<string> expected;

    public When_a_large_confirmation_crashes()
    {
        invoice = EverythingInvoice.On(site).Id;
        StopsAfterChunks.Register(site);
        site.Limit(50, 300);

        // Forked wherever a chunk is done, so that only what follows has to be done again for each fault.
        stages = Stages();
        expected = stages[stages.Count - 1].Books(Written);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public void Before_whichever_write_it_goes_on_and_ends_as_without_a_crash()
    {
        Assert.AreEqual(3, stages[stages.Count - 1].ChunksOf(invoice).Count(chunk => chunk.Kind == ChunkKind.Bill));
        Assert.IsGreaterThan(500 / Step, CrashAtEveryWrite(null, (faults, write) => faults.ThrowBeforeWrite(write)));
    }

    // Within a transaction, after one write and before the next is the same. What is left are the last writes of transactions, which are to one of these
    // tables.
    [TestMethod]
    [DataRow("invoice")]
    [DataRow("asyncoperation")]
    [DataRow("pinv_confirmationchunk")]
    public void After_the_last_write_of_a_transaction_it_goes_on_and_ends_as_without_a_crash(string table) =>
        Assert.IsGreaterThan(6 / Step, CrashAtEveryWrite(table, (faults, write) => faults.ThrowAfterWrite(write, table)));

    private int CrashAtEveryWrite(string? table, Action<LocalDataverse.FaultInjection, int> fault)
    {
        var cases = Enumerable
            .Range(0, stages.Count - 1)
            .SelectMany(stage => Enumerable.Range(1, WritesOf(stage, table)), (stage, write) => (Stage: stage, Write: write))
            .Where((_, index) => index % Step == 0)
            .ToList();
        Parallel.ForEach(
            cases,
            it =>
            {
                var copy = stages[it.Stage].Fork();
                fault(copy.Organization.Faults, it.Write);
                Crash(copy, it.Stage);
                GoOn(copy);
                copy.AreTheBooksOf(expected, $"stage {it.Stage}, write {it.Write}", Written);
            }
        );
        return cases.Count;
    }

    private List<Site> Stages()
    {
        var passed = new List<Site> { site };
        var next = site.Fork();
        next.Confirm(invoice);
        passed.Add(next);
        while (!next.Header(invoice).IsConfirmed)
        {
            next = next.Fork();
            Assert.IsTrue(StopsAfterChunks.Run(next, 1));
            passed.Add(next);
        }

        next.RunJobs();
        return passed;
    }

    private int WritesOf(int stage, string? table)
    {
        var copy = stages[stage].Fork();
        copy.Organization.Faults.ThrowBeforeWrite(int.MaxValue, table);
        Go(copy, stage);
        return copy.Organization.Faults.Writes;
    }

    private void Go(Site copy, int stage)
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

    private void Crash(Site copy, int stage)
    {
        try
        {
            Go(copy, stage);
        }
        catch (FaultException<OrganizationServiceFault>)
        {
            // What the user or the server saw of it.
        }
    }

    private void GoOn(Site copy)
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
