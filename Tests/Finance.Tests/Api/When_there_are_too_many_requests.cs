using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_there_are_too_many_requests
{
    private const int Requests = 12;

    [TestMethod]
    public async Task The_user_is_asked_to_wait_and_others_go_on()
    {
        await using var host = await FinanceHost.StartAsync("--Throttling:RequestsPerMinute=3");
        var reader = await host.AsAsync("Finance.Reader");
        for (var request = 0; request < 3; request++)
        {
            (await host.GetAsync("/api/outbox")).Ok();
        }

        foreach (var path in new[] { "/api/outbox", "/data/ProjInvoices" })
        {
            using var response = await reader.GetAsync(new Uri(path, UriKind.Relative));
            var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
            answer.Refused(429, ApiErrors.TooManyRequests);
            StringAssert.Contains(answer.Text, "system experiencing high resource utilization");
            Assert.IsTrue(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) is >= 1 and <= 60);
        }

        (await host.GetAsync("/health", "Finance.Reader")).Ok();
        (await host.GetAsync("/api/outbox", "Finance.Administrator")).Ok();
    }

    [TestMethod]
    public async Task Those_that_come_while_as_many_as_may_are_at_work_are_refused_whole_and_succeed_when_they_are_repeated()
    {
        const int AtATime = 2;
        using var gate = new ManualResetEventSlim(true);
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => InterruptedStorage.Register(services, _ => gate.Wait()),
            $"--Throttling:ConcurrentRequests={AtATime}"
        );
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        gate.Reset();
        var open = Enumerable.Range(0, Requests).Select(number => SendAsync(host, number)).ToList();
        var refused = new List<int>();
        while (open.Count > AtATime)
        {
            // Nobody who was let in can end before the gate opens: whoever ends was refused.
            var answered = await Task.WhenAny(open);
            open.Remove(answered);
            refused.Add(Refused(await answered, wait => wait == 1));
        }

        gate.Set();
        var taken = (await Task.WhenAll(open)).Select(answer => Taken(answer)).ToList();
        CollectionAssert.AreEquivalent(taken.ConvertAll(Id), await StagedAsync(host));
        foreach (var number in refused)
        {
            Taken(await SendAsync(host, number));
        }

        Assert.HasCount(Requests, await StagedAsync(host));
    }

    [TestMethod]
    public async Task Those_above_the_number_of_a_minute_are_refused_whole_and_succeed_when_the_time_has_passed()
    {
        const int AMinute = 5;
        var clock = new MovableClock();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => services.AddSingleton<TimeProvider>(clock),
            $"--Throttling:RequestsPerMinute={AMinute}"
        );
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var first = await Task.WhenAll(Enumerable.Range(0, Requests).Select(number => SendAsync(host, number)));
        var taken = first.Where(answer => answer.Answer.Status != 429).Select(Taken).ToList();
        Assert.HasCount(AMinute, taken);
        var refused = first.Where(answer => answer.Answer.Status == 429).Select(answer => Refused(answer, wait => wait == 60)).ToList();
        CollectionAssert.AreEquivalent(taken.ConvertAll(Id), await StagedAsync(host));

        clock.Move(TimeSpan.FromSeconds(59));
        Refused(await SendAsync(host, refused[0]), wait => wait == 1);
        clock.Move(TimeSpan.FromSeconds(1));
        var second = await Task.WhenAll(refused.Take(AMinute).Select(number => SendAsync(host, number)));
        CollectionAssert.AreEquivalent(second.Select(Taken).Concat(taken).Select(Id).ToList(), await StagedAsync(host));
        Refused(await SendAsync(host, refused[AMinute]), wait => wait == 60);
    }

    private static Guid Id(int number) => FinanceSample.Id($"row {number}");

    private static async Task<(int Number, Answer Answer, int? RetryAfter)> SendAsync(FinanceHost host, int number)
    {
        using var content = new StringContent(FinanceSample.Actual($"row {number}", "Cost", 1m).ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await (await host.AsAsync("Finance.Integration")).PostAsync(new Uri("/data/ProjActualsImports", UriKind.Relative), content);
        return (
            number,
            new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync()),
            (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds
        );
    }

    private static int Taken((int Number, Answer Answer, int? RetryAfter) sent)
    {
        Assert.AreEqual(201, sent.Answer.Status, sent.Answer.Text);
        return sent.Number;
    }

    private static int Refused((int Number, Answer Answer, int? RetryAfter) sent, Func<int?, bool> isRightWait)
    {
        sent.Answer.Refused(429, ApiErrors.TooManyRequests);
        StringAssert.Contains(
            (string)sent.Answer.Json["error"]!["innererror"]!["message"]!,
            $"Infolog: Error: {ApiErrors.TooManyRequests.Code}: POST /data/ProjActualsImports: This request could not be processed at this time"
        );
        Assert.IsTrue(isRightWait(sent.RetryAfter), $"Retry-After {sent.RetryAfter}");
        return sent.Number;
    }

    private static async Task<List<Guid>> StagedAsync(FinanceHost host) =>
        (await host.RowsAsync("ProjActualsImports")).ConvertAll(row => (Guid)row["ActualsImportId"]!);
}
