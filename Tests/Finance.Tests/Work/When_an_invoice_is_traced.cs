using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.Tests.Support;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Finance.Tests.Work;

[TestClass]
public sealed class When_an_invoice_is_traced
{
    [TestMethod]
    public async Task Its_correlation_id_runs_from_the_header_to_the_callback()
    {
        var correlation = Guid.NewGuid().ToString();
        var steps = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FinanceTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem(TelemetryTags.CorrelationId) == correlation)
                {
                    steps.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await FinanceHost.StartAsync($"--Callback:Url={receiver.Url}");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1").Milestone("m", 10m);
        var header = invoice.Header;
        header["CorrelationId"] = correlation;
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        await invoice.SendRowsAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        await receiver.WaitForAsync(1);
        await Waiting.UntilAsync(() => Task.FromResult(steps.Any(step => step.OperationName == "Send callback")));
        var posting = steps.Single(step => step.OperationName == "Post proposal");
        var sending = steps.Single(step => step.OperationName == "Send callback");
        Assert.IsTrue(steps.Any(step => step.OperationName == "Import proposal"));
        Assert.AreEqual(posting.TraceId, sending.TraceId);
        StringAssert.Contains(receiver.TraceParents.Single(), sending.TraceId.ToString());
        Assert.IsTrue(steps.All(step => step.Status == ActivityStatusCode.Unset));
    }

    [TestMethod]
    public async Task Rows_lines_and_invoices_are_counted_and_so_is_what_was_refused()
    {
        var done = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == FinanceTelemetry.SourceName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => done.AddOrUpdate($"{instrument.Name} {tags[0].Value}", value, (_, known) => known + value)
        );
        listener.Start();
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1").Line("a", 10m);
        await invoice.SendAsync(host);
        (await host.PostProposalAsync("PF-1")).Refused(409, ProposalErrors.NotReady);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();

        // Other tests count beside this one.
        foreach (
            var (name, least) in new[]
            {
                ("done Stage", 4L),
                ("done Import", 2L),
                ("done Post journal", 1L),
                ("done Post proposal", 1L),
                ("failed Post proposal", 1L),
            }
        )
        {
            Assert.IsGreaterThanOrEqualTo(least, done.GetValueOrDefault($"finance.step.{name}"), name);
        }

        await host.BooksAgreeAsync();
    }
}
