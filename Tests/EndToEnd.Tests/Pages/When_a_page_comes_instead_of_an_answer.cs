using System.Globalization;
using EndToEnd.Tests.Environment;
using Microsoft.AspNetCore.Http;

namespace EndToEnd.Tests.Pages;

/// <summary>
/// For ten seconds at each of the three places something else answers: in front of the connector for the plug-in and for finance, in front of finance for the
/// connector. Moment, page and whether the request was done are drawn from the seed. PINV_PAGE_SEEDS names how many seeds there are, 50 for all; in the run
/// they are two.
/// </summary>
[TestClass]
public sealed class When_a_page_comes_instead_of_an_answer
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly string[] Invoices = ["PF-1003", "PF-1005", "PF-1007", "PF-1010"];
    private static readonly (int Status, string Type)[] Kinds =
    [
        (200, "text/html"),
        (202, "text/html"),
        (201, "text/html"),
        (200, "application/json"),
        (204, ""),
        (302, "text/html"),
        (404, "text/html"),
        (405, "text/html"),
        (503, "text/html"),
    ];

    public static IEnumerable<object[]> Seeds
    {
        get
        {
            var seeds = int.TryParse(
                System.Environment.GetEnvironmentVariable("PINV_PAGE_SEEDS"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : 2;
            return Enumerable.Range(1, seeds).Select(seed => new object[] { seed });
        }
    }

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public async Task Everything_is_posted_and_written_back_and_nobody_is_asked(int seed)
    {
        var random = new Random(seed);
        var messages = Page("plug-in to connector", request => request.Path == "/api/messages", random, latest: 2);
        var rows = Page("connector to finance", request => request.Path.StartsWithSegments("/data") && HttpMethods.IsPost(request.Method), random, latest: 5);
        var postings = Page("finance to connector", request => request.Path == "/api/postings", random, latest: 4);
        var pages = new[] { messages, rows, postings };

        await using var environment = await RunningEnvironment.StartAsync(
            (name, host) =>
                Array.ForEach(
                    name switch
                    {
                        "connector" => [messages, postings],
                        "finance" => [rows],
                        _ => Array.Empty<PageInBetween>(),
                    },
                    page => page.StandBefore(host)
                ),
            TestContext.CancellationToken,
            Invoices
        );

        var story = $"seed {seed}: {string.Join("; ", (object[])pages)}\n{environment.Output}";
        Assert.IsEmpty(environment.Report.Messages, story);
        Assert.HasCount(Invoices.Length, environment.Report.Invoices, story);
        Assert.IsTrue(environment.Report.Invoices.All(invoice => invoice.FinanceStatus is "Posted" or "Nothing to invoice"), story);

        // A message that the connector asked for before it was pushed is pushed no more: the page at that place may stay unseen.
        Assert.IsTrue(rows.Served > 0 && postings.Served > 0, story);
        await environment.SettleAsync(TestContext.CancellationToken);
        var status = await environment.Hosts.ConnectorAs(environment.Hosts.Personas.Administrator).StatusAsync(TestContext.CancellationToken);
        Assert.IsEmpty(status.Errors, story);
    }

    private static PageInBetween Page(string name, Func<HttpRequest, bool> applies, Random random, int latest) =>
        new(name, applies, random.Next(1, latest + 1), Duration, Kinds[random.Next(Kinds.Length)], isBehind: random.Next(2) == 0, TimeProvider.System);
}
