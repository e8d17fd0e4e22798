using System.Net;
using System.Text;
using System.Text.Json;
using Simulator.Faults;
using Simulator.Network;
using Simulator.Runs;

namespace Simulator.Tests;

/// <summary>Parts that are broken in a way that no fault of the list is, to see that the invariants notice a broken part and not only a broken row.</summary>
[TestClass]
public sealed class When_a_part_lies
{
    [TestMethod]
    public async Task A_network_that_acknowledges_rows_and_drops_them_is_found_out()
    {
        var result = await RunAsync(sent =>
            sent.Target.AbsolutePath.Contains("ProjActualsImports/", StringComparison.Ordinal)
                ? Json($$"""{"inserted":{{RowsOf(sent)}},"unchanged":0}""")
                : null
        );

        Assert.IsNotEmpty(result.Broken);
    }

    [TestMethod]
    public async Task A_connector_that_acknowledges_postings_and_drops_them_is_found_out()
    {
        var result = await RunAsync(sent => sent.Target.AbsolutePath == "/api/postings" ? Json(AcknowledgementOf(sent)) : null);

        Assert.IsNotEmpty(result.Broken);
    }

    [TestMethod]
    public async Task A_push_that_is_acknowledged_and_dropped_is_made_up_for_or_found_out()
    {
        var dropped = 0;
        var result = await RunAsync(sent =>
        {
            if (sent.Target.AbsolutePath != "/api/messages")
            {
                return null;
            }

            dropped++;
            using var message = JsonDocument.Parse(sent.Body);
            return Json($$"""{"messageId":"{{message.RootElement.GetProperty("messageId").GetString()}}","status":"stored"}""", HttpStatusCode.Accepted);
        });

        Assert.IsGreaterThan(0, dropped);
        Assert.AreEqual(result.Broken.Count == 0, result.State.Posted.Count == result.State.Drafted.Count);
    }

    private static Task<RunResult> RunAsync(Func<SentRequest, HttpResponseMessage?> spoiler) =>
        SharedWorld.RunAsync(1, new RunOptions { Faults = new HashSet<Fault>(), Spoiler = spoiler });

    private static int RowsOf(SentRequest sent)
    {
        using var body = JsonDocument.Parse(sent.Body);
        return body.RootElement.GetProperty("rows").GetArrayLength();
    }

    private static string AcknowledgementOf(SentRequest sent)
    {
        using var body = JsonDocument.Parse(sent.Body);
        var posting = body.RootElement;
        return $$"""{"eventId":{{posting.GetProperty("eventId").GetRawText()}},"part":{{posting.GetProperty("part").GetRawText()}},"lines":{{posting
            .GetProperty("lines")
            .GetArrayLength()}},"status":"stored"}""";
    }

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
