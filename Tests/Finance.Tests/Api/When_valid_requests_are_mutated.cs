using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>
/// Whatever becomes of a valid request: it is taken, or refused in the documented form with nothing written; finance never fails for a reason of its own.
/// PINV_MUTATIONS says how many (500), PINV_SEED repeats a run.
/// </summary>
[TestClass]
public sealed partial class When_valid_requests_are_mutated
{
    // Then the books are new again, so that what is valid at first is not all done before.
    private const int RequestsOnTheSameBooks = 100;

    [TestMethod]
    public async Task All_are_valid_to_begin_with()
    {
        await using var books = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(books);
        foreach (var request in await ValidRequests.PrepareAsync(host))
        {
            var answer = await SendAsync(host, request);
            Assert.IsLessThan(300, answer.Status, $"{request.Role} {request.Method} {request.Path}: {answer.Text}");
            Assert.DoesNotContain("PINV4", answer.Text, $"{request.Role} {request.Method} {request.Path}");
            await SettledAsync(host, request, answer);
        }
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Each_is_taken_or_refused_whole_in_the_documented_form()
    {
        var count = Setting("PINV_MUTATIONS", 500);
        var seed = Setting("PINV_SEED", 4417);
        await using var prepared = await TestDatabase.CreateAsync();
        IReadOnlyList<StrangeRequest> valid;
        await using (var host = await StartAsync(prepared))
        {
            valid = await ValidRequests.PrepareAsync(host);
        }

        var mutations = new RequestMutations(seed);
        for (var number = 0; number < count; number += RequestsOnTheSameBooks)
        {
            await using var books = await prepared.ForkAsync();
            await SendAsync(books, mutations, valid, number, Math.Min(count, number + RequestsOnTheSameBooks), seed);
        }
    }

    private static async Task SendAsync(TestDatabase books, RequestMutations mutations, IReadOnlyList<StrangeRequest> valid, int first, int end, int seed)
    {
        using var failures = new FailureLog();
        await using var host = await StartAsync(books, services => services.AddSingleton<ILoggerProvider>(failures));
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        var before = await Tables.AllAsync(storage);
        for (var number = first; number < end; number++)
        {
            var request = mutations.Next(valid);
            var place =
                $"seed {seed}, request {number}: {request.Role} {request.Method} {request.Path} {request.ContentType} {request.IfMatch}\n"
                + $"{Encoding.UTF8.GetString(request.Body)[..Math.Min(request.Body.Length, 1500)]}\n";
            var answer = await SendAsync(host, request);
            await SettledAsync(host, request, answer);
            Assert.IsEmpty(failures.Entries, place + string.Join('\n', failures.Entries));
            Assert.IsLessThan(500, answer.Status, place + answer.Text);
            Assert.DoesNotContain("   at ", answer.Text, place);
            var after = await Tables.AllAsync(storage);
            if (answer.Status >= 400 || request.Method == "GET")
            {
                Assert.IsTrue(answer.Status < 400 || IsDocumented(request, answer), place + answer.Status + answer.Text);
                Assert.IsTrue(
                    before.SequenceEqual(after),
                    $"{place}{answer.Status} {answer.Text}\nwas refused, but wrote: {string.Join('\n', after.Except(before).Take(5))}"
                );
            }

            before = after;
        }
    }

    // Nothing but the requests changes the books: no schedule, and a batch that was made is waited for.
    private static Task<FinanceHost> StartAsync(TestDatabase books, Action<IServiceCollection>? services = null) =>
        FinanceHost.StartOnAsync(books, services, "--Work:PostingBatches=");

    private static async Task SettledAsync(FinanceHost host, StrangeRequest request, Answer answer)
    {
        if (
            answer.Status == 200
            && request.Method == "POST"
            && request.Path.StartsWith("/api/posting-batches", StringComparison.Ordinal)
            && JsonNode.Parse(answer.Text)!["status"] is { } status
            && (string?)status == "Waiting"
        )
        {
            await ValidRequests.SettledAsync(host, (Guid)answer.Json["id"]!);
        }
    }

    private static bool IsDocumented(StrangeRequest request, Answer answer)
    {
        if (!answer.Text.StartsWith('{'))
        {
            return false;
        }

        var error = JsonNode.Parse(answer.Text)!["error"]!;
        return Data().IsMatch(request.Path)
            ? (string)error["message"]! == "An error has occurred." && Infolog().IsMatch((string)error["innererror"]!["message"]!)
            : Code().IsMatch((string)error["code"]!) && ((string)error["message"]!).Length > 0;
    }

    private static async Task<Answer> SendAsync(FinanceHost host, StrangeRequest strange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(strange.Method), strange.Path);
        if (strange.Method != "GET")
        {
            request.Content = new ByteArrayContent(strange.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(strange.ContentType);
        }

        if (strange.IfMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", strange.IfMatch);
        }

        using var response = await (await host.AsAsync(strange.Role)).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [GeneratedRegex(@"Infolog: Error: PINV4\d\d\d: ")]
    private static partial Regex Infolog();

    [GeneratedRegex(@"^/data([/?]|$)")]
    private static partial Regex Data();

    [GeneratedRegex(@"^PINV4\d\d\d$")]
    private static partial Regex Code();
}
