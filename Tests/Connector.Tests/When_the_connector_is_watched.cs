using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using OpenTelemetry.Metrics;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.Connector.Tests.Outbound;
using ProjectInvoice.Connector.Tests.Servers;
using ProjectInvoice.ServiceDefaults.Telemetry;
using YamlDotNet.Serialization;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed partial class When_the_connector_is_watched
{
    [TestMethod]
    public async Task All_steps_of_an_invoice_stand_in_the_trace_of_its_correlation_id()
    {
        var correlation = Guid.NewGuid();
        var steps = new ConcurrentQueue<Activity>();
        using var listener = Listening(activity =>
        {
            if ((string?)activity.GetTagItem(TelemetryTags.CorrelationId) == correlation.ToString("D"))
            {
                steps.Enqueue(activity);
            }
        });
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = Situation.Message(sample.Invoice);
        message["correlationId"] = correlation.ToString("D");
        var posting = When_finance_posts.Part(Guid.NewGuid(), 1, 1, sample.Actual(Sample.Billed));
        posting["correlationId"] = correlation.ToString("D");

        await situation.PushAsync(message);
        await situation.RunAsync();
        await situation.PostAsync("/api/postings", posting, Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        string[] expected = ["Receive message", "Deliver header", "Receive posting", "Record posting"];
        CollectionAssert.AreEqual(expected, steps.Select(step => step.OperationName).ToList());
        Assert.IsTrue(steps.All(step => step.TraceId.ToString() == correlation.ToString("N") && step.Status == ActivityStatusCode.Unset));
    }

    [TestMethod]
    public async Task A_step_that_fails_says_with_which_code()
    {
        var correlation = Guid.NewGuid();
        Activity? failed = null;
        using var listener = Listening(activity =>
        {
            if (activity.OperationName == "Deliver header" && (string?)activity.GetTagItem(TelemetryTags.CorrelationId) == correlation.ToString("D"))
            {
                failed = activity;
            }
        });
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());
        message["correlationId"] = correlation.ToString("D");

        await situation.PushAsync(message);
        await situation.DeliverHeadersAsync();

        Assert.AreEqual(Delivery.DeliveryErrors.InvoiceGone.Code, failed?.GetTagItem(TelemetryTags.Code));
        Assert.AreEqual(ActivityStatusCode.Error, failed?.Status);
    }

    [TestMethod]
    public async Task What_waits_and_what_failed_is_measured_with_its_age()
    {
        var clock = new TwoClocks();
        await using var situation = await Situation.CreateAsync();
        situation.Change = services => services.AddSingleton<TimeProvider>(clock);
        await situation.StartAsync();
        using var gauges = new Gauges(situation.Services.GetRequiredService<IMeterFactory>());
        await situation.PushAsync(Situation.Message(new Sample(situation.Dataverse).Invoice), signedOn: clock.GetUtcNow());
        await situation.PushAsync(Situation.Message(Guid.NewGuid(), "PF-1004"), signedOn: clock.GetUtcNow());
        clock.Wall += TimeSpan.FromMinutes(20);

        var waiting = gauges.Read();
        await situation.DeliverHeadersAsync();
        var delivered = gauges.Read();

        CollectionAssert.AreEquivalent(new[] { "connector.queue.depth inbox Waiting: 2", "connector.queue.oldest inbox Waiting: 1200" }, waiting);
        CollectionAssert.AreEquivalent(new[] { "connector.queue.depth inbox Failed: 1", "connector.queue.oldest inbox Failed: 1200" }, delivered);
    }

    [TestMethod]
    public async Task The_dashboard_and_the_alerts_ask_for_what_is_measured()
    {
        var expressions = PanelExpressions().Concat(AlertExpressions()).ToList();
        var asked = expressions.SelectMany(expression => MetricName().Matches(expression).Select(match => match.Value)).ToHashSet();

        await using var exporter = await ExporterAsync();
        await using var situation = await Situation.CreateAsync();
        await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        await situation.PushAsync(Situation.Message(Guid.NewGuid()));
        await situation.RunAsync();
        await situation.PostAsync("/api/postings", When_finance_posts.Part(Guid.NewGuid(), 1, 1), Authority.FinanceClient);
        await PostUnknownProposalAsync(situation.EmbeddedFinance!);
        var sample = new Sample(situation.Dataverse);
        await situation.PushAsync(Situation.Message(sample.Invoice, messageId: Guid.NewGuid()));
        await situation.RunAsync();

        var scraped = await ScrapedAsync(exporter);
        var measured = MetricName().Matches(scraped).Select(match => match.Value).ToHashSet();
        Assert.IsNotEmpty(asked);
        Assert.IsEmpty(asked.Except(measured), $"Asked for and not measured: {string.Join(", ", asked.Except(measured))}");
    }

    [TestMethod]
    public void Each_alert_is_explained_where_it_sends_its_reader()
    {
        var page = Text("Telemetry.README.md");

        foreach (var rule in Rules())
        {
            StringAssert.Contains(page, $"| {rule["alert"]} |");
            Assert.IsTrue(rule["annotations"] is IDictionary<object, object> { Count: 2 }, $"{rule["alert"]} has a summary and a description.");
            StringAssert.Matches((string)rule["for"], new Regex("^[0-9]+[mh]$"));
        }
    }

    [TestMethod]
    public async Task A_duration_of_milliseconds_is_told_from_one_of_minutes()
    {
        await using var exporter = await ExporterAsync();
        await using var situation = await Situation.StartedAsync();
        await situation.PushAsync(Situation.Message(new Sample(situation.Dataverse).Invoice));
        await situation.RunAsync();

        var scraped = await ScrapedAsync(exporter);

        foreach (var histogram in new[] { "connector_step_duration_seconds", "connector_lag_seconds" })
        {
            var bounds = Regex.Matches(scraped, $$"""{{histogram}}_bucket\{[^}]*le="([0-9.]+)"\}""").Select(match => match.Groups[1].Value).Distinct().ToList();
            CollectionAssert.IsSubsetOf(new[] { "0.1", "1", "60", "300" }, bounds, histogram);
        }
    }

    private static ActivityListener Listening(Action<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ConnectorTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>What Prometheus would scrape, by the names that OpenTelemetry's own exporter gives.</summary>
    private static async Task<WebApplication> ExporterAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics.AddMeter("ProjectInvoice.*").AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0)
            );
        var exporter = builder.Build();
        exporter.MapPrometheusScrapingEndpoint();
        await exporter.StartAsync();
        return exporter;
    }

    private static async Task<string> ScrapedAsync(WebApplication exporter)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(exporter.Urls.Single() + "/metrics"));
    }

    private static async Task PostUnknownProposalAsync(EmbeddedFinance finance)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(finance.Url + "/api/proposals/USPM/PF-UNKNOWN/post"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Authority.TokenAsync(Authority.AdministratorClient, finance.Url));
        using var response = await http.SendAsync(request);
        Assert.IsFalse(response.IsSuccessStatusCode);
    }

    private static IEnumerable<string> PanelExpressions() =>
        JObject.Parse(Text("dashboard.json"))["panels"]!.SelectMany(panel => panel["targets"]!).Select(target => (string)target["expr"]!);

    private static IEnumerable<string> AlertExpressions() => Rules().Select(rule => (string)rule["expr"]);

    private static IEnumerable<Dictionary<object, object>> Rules()
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(Text("alerts.yaml"));
        return ((List<object>)file["groups"].Single()["rules"]).Cast<Dictionary<object, object>>();
    }

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(When_the_connector_is_watched).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\b(connector|finance)_[a-z]+_[a-z_]+\b")]
    private static partial Regex MetricName();
}
