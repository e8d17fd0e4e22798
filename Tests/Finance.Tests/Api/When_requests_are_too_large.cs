using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>What is larger, longer, deeper or more than finance takes is refused in the documented form, and nothing of it is written.</summary>
[TestClass]
public sealed class When_requests_are_too_large
{
    private const string Integration = "Finance.Integration";
    private const string Administrator = "Finance.Administrator";
    private const string Rows = "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows";
    private const string Batch = "/data/$batch";
    private const string Customer = "/data/Customers(dataAreaId='USPM',Account='C-0001')";

    private const int RecordBytes = 3000;
    private const int SetupBytes = 60_000;
    private const int BatchBytes = 8000;
    private const int RowsBytes = 9000;
    private const int Operations = 4;

    private static readonly string[] Limits =
    [
        $"--Limits:RecordBytes={RecordBytes}",
        $"--Limits:SetupBytes={SetupBytes}",
        $"--Limits:BatchBytes={BatchBytes}",
        $"--Limits:RowsBytes={RowsBytes}",
        $"--Limits:BatchOperations={Operations}",
    ];

    [TestMethod]
    [DataRow(true, DisplayName = "chunked")]
    [DataRow(false, DisplayName = "with its length")]
    public async Task A_body_is_taken_up_to_the_limit_of_its_address_and_refused_above(bool isChunked)
    {
        await using var host = await StartAsync(Limits);
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        (string Role, HttpMethod Method, string Path, JsonNode Body, int Limit)[] requests =
        [
            (Integration, HttpMethod.Post, "/data/ProjActualsImports", FinanceSample.Actual("one", "Cost", 1m), RecordBytes),
            (Integration, HttpMethod.Post, "/data/ProjInvoiceProposals", new TestInvoice("PF-1").Line("a", 10m).Header, RecordBytes),
            (
                Integration,
                HttpMethod.Post,
                Rows,
                new JsonObject { ["rows"] = new JsonArray(FinanceSample.Actual("two", "Cost", 1m), FinanceSample.Actual("three", "Cost", 1m)) },
                RowsBytes
            ),
            (Integration, HttpMethod.Post, Batch, BatchOf(FinanceSample.Actual("four", "Cost", 1m)), BatchBytes),
            ("Finance.ProjectAccountant", HttpMethod.Post, "/api/import", new JsonObject(), RecordBytes),
            (Administrator, HttpMethod.Patch, Customer, new JsonObject { ["Name"] = "Coho" }, RecordBytes),
            (Administrator, HttpMethod.Put, "/api/setup", FinanceSample.Setup(), SetupBytes),
        ];
        foreach (var (role, method, path, body, limit) in requests)
        {
            var before = await Tables.AllAsync(storage);
            var refused = await SendAsync(host, role, method, path, body.ToJsonString().PadRight(limit + 1), isChunked);
            Documented(refused, 413, ApiErrors.BodyTooLarge.Code, path);
            StringAssert.Contains(refused.Text, $"larger than {limit} bytes", path);
            CollectionAssert.AreEqual(before, await Tables.AllAsync(storage), path);

            // The sizes that stand between chunks count as well.
            (await SendAsync(host, role, method, path, body.ToJsonString().PadRight(isChunked ? limit - 100 : limit), isChunked)).Ok();
        }

        Assert.HasCount(4, await host.RowsAsync("ProjActualsImports"), "Those of the bodies that were not too large.");
    }

    [TestMethod]
    public void A_hundred_thousand_rows_go_through_without_a_setting()
    {
        var longest = FinanceSample.Actual("row", "Sales", 123456789.123456m);
        longest["Description"] = new string('é', 1000);
        var limits = RequestLimits.From(new ConfigurationBuilder().Build());
        Assert.IsLessThan(limits.RowsBytes, 100_000L * Encoding.UTF8.GetByteCount(longest.ToJsonString()));
        Assert.AreEqual(5000, limits.BatchOperations);
        Assert.IsLessThan(limits.BatchBytes, 5000L * Encoding.UTF8.GetByteCount(longest.ToJsonString()));
    }

    [TestMethod]
    [DataRow("many")]
    [DataRow("0")]
    [DataRow("-1")]
    public async Task A_limit_that_is_no_number_stops_the_start(string limit)
    {
        var refusal = await Assert.ThrowsExactlyAsync<FinanceRefusal>(() => FinanceHost.StartAsync($"--Limits:RecordBytes={limit}"));
        Assert.AreEqual(ApiErrors.NoLimit, refusal.Fault.Error);
        Assert.AreEqual("setting Limits:RecordBytes", refusal.Fault.Record);
    }

    [TestMethod]
    public async Task A_batch_has_no_more_requests_than_its_limit_whatever_its_form()
    {
        await using var host = await StartAsync($"--Limits:BatchOperations={Operations}");
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        var before = await Tables.AllAsync(storage);
        foreach (var sizes in new[] { new[] { Operations + 1 }, [2, 2, 1], [1, 1, 1, 1, 1] })
        {
            Documented(
                await host.SendTextAsync(Integration, HttpMethod.Post, Batch, Multipart(sizes), contentType: "multipart/mixed; boundary=batch"),
                400,
                ApiErrors.BatchTooLong.Code,
                Batch
            );
        }

        Documented(
            await host.SendAsync(Integration, HttpMethod.Post, Batch, BatchOf([.. Enumerable.Range(0, Operations + 1).Select(Row)])),
            400,
            ApiErrors.BatchTooLong.Code,
            Batch
        );
        CollectionAssert.AreEqual(before, await Tables.AllAsync(storage));
        StringAssert.Contains(
            (await host.SendTextAsync(Integration, HttpMethod.Post, Batch, Multipart(2, 2), contentType: "multipart/mixed; boundary=batch")).Ok().Text,
            "201 Created"
        );
        Assert.HasCount(Operations, await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_batch_of_five_thousand_and_one_requests_is_refused_before_the_first()
    {
        await using var host = await StartAsync();
        var get = new StringBuilder();
        for (var request = 0; request < 5001; request++)
        {
            get.Append("--batch\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $"GET {host.Address}data/ProjInvoices HTTP/1.1\r\n\r\n\r\n");
        }

        Documented(
            await host.SendTextAsync(
                Integration,
                HttpMethod.Post,
                Batch,
                get.Append("--batch--\r\n").ToString(),
                contentType: "multipart/mixed; boundary=batch"
            ),
            400,
            ApiErrors.BatchTooLong.Code,
            Batch
        );
    }

    [TestMethod]
    public async Task One_request_of_a_change_set_that_is_too_large_alone_undoes_all_of_it()
    {
        await using var host = await StartAsync($"--Limits:RecordBytes={RecordBytes}");
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        var before = await Tables.AllAsync(storage);
        var large = FinanceSample.Actual("large", "Cost", 1m);
        large["Nothing"] = new string('x', RecordBytes);
        foreach (var bad in new[] { large, new JsonObject(), FinanceSample.Actual("nowhere", "Cost", 1m, contract: new string('x', 300)) })
        {
            var answer = await host.BatchAsync(Integration, [Part(Row(1)), Part(Row(2)), Part(bad), Part(Row(3))]);
            Assert.AreEqual(200, answer.Status, "As the product does it.");
            StringAssert.Contains(answer.Text, bad == large ? "HTTP/1.1 413 " : "HTTP/1.1 400 ");
            StringAssert.Contains(answer.Text, $"Infolog: Error: {(bad == large ? ApiErrors.BodyTooLarge : StagingErrors.WrongValue).Code}: ");
            CollectionAssert.AreEqual(before, await Tables.AllAsync(storage));
        }

        StringAssert.Contains((await host.BatchAsync(Integration, [Part(Row(1)), Part(Row(2)), Part(Row(3))])).Text, "201 Created");
        Assert.HasCount(3, await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task Json_that_is_nested_without_an_end_is_refused()
    {
        using var failures = new FailureLog();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => services.AddSingleton<ILoggerProvider>(failures));
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        var before = await Tables.AllAsync(storage);
        const int Depth = 20_000;
        string[] nests =
        [
            Nest("[", "]", string.Empty),
            Nest("{\"a\":", "}", "1"),
            Nest("{\"rows\":[", "]}", "{}"),
            Nest("[", string.Empty, string.Empty),
            Nest("{\"requests\":[", string.Empty, string.Empty),
        ];
        (string Role, HttpMethod Method, string Path)[] addresses =
        [
            (Integration, HttpMethod.Post, "/data/ProjActualsImports"),
            (Integration, HttpMethod.Post, "/data/ProjInvoiceProposals"),
            (Integration, HttpMethod.Post, Rows),
            (Integration, HttpMethod.Post, Batch),
            ("Finance.ProjectAccountant", HttpMethod.Post, "/api/import"),
            ("Finance.ProjectAccountant", HttpMethod.Post, "/api/posting-batches"),
            (Administrator, HttpMethod.Post, "/data/Customers"),
            (Administrator, HttpMethod.Patch, Customer),
            (Administrator, HttpMethod.Put, "/api/setup"),
        ];
        foreach (var (role, method, path) in addresses)
        {
            foreach (var nest in nests)
            {
                Documented(await host.SendTextAsync(role, method, path, nest), path == Batch ? null : 400, "PINV4", $"{path} {nest[..20]}");
            }

            // In the place of a value, too.
            Documented(
                await host.SendTextAsync(
                    role,
                    method,
                    path,
                    $$"""{"requests":[{"id":"1","method":"POST","url":"ProjActualsImports","headers":{"content-type":"application/json"},"body":{{nests[0]}}}]}"""
                ),
                path == Batch ? null : 400,
                "PINV4",
                path
            );
        }

        CollectionAssert.AreEqual(before, await Tables.AllAsync(storage));
        Assert.IsEmpty(failures.Entries, string.Join('\n', failures.Entries));

        static string Nest(string open, string close, string inside) =>
            string.Concat(Enumerable.Repeat(open, Depth)) + inside + string.Concat(Enumerable.Repeat(close, Depth));
    }

    [TestMethod]
    public async Task An_address_is_taken_up_to_its_limit_and_refused_above()
    {
        await using var host = await StartAsync();
        const string Filter = "/data/ProjInvoices?cross-company=true&$filter=";
        var most = RequestLimits.AddressCharacters - Filter.Length;
        string[] filters =
        [
            string.Join(" or ", Enumerable.Repeat("1 eq 1", most)),
            string.Concat(Enumerable.Repeat("not ", most)) + "true",
            new string('(', most),
            $"ProjInvoiceId in ({string.Join(',', Enumerable.Repeat("'a'", most))})",
            $"ProjInvoiceId eq '{new string('a', 2 * most)}'",
            string.Concat(Enumerable.Repeat("tolower(", most)),
        ];
        foreach (var filter in filters)
        {
            var encoded = Uri.EscapeDataString(filter);
            var longest = Filter + encoded[..(most - 20)];
            var answer = await host.GetAsync(longest.TrimEnd('%', '2', '0'));
            Assert.IsLessThan(500, answer.Status, answer.Text);
            Assert.AreNotEqual(414, answer.Status);
            Documented(await host.GetAsync(Filter + encoded[..(most + 1)]), 414, ApiErrors.AddressTooLong.Code, filter[..20]);

            // A batch brings addresses that no server has measured.
            var batch = await host.SendAsync(
                Integration,
                HttpMethod.Post,
                Batch,
                new JsonObject
                {
                    ["requests"] = new JsonArray(
                        new JsonObject
                        {
                            ["id"] = "1",
                            ["method"] = "GET",
                            ["url"] = $"{Filter["/data/".Length..]}{encoded}",
                            ["headers"] = new JsonObject(),
                        }
                    ),
                }
            );
            Assert.AreEqual(414, (int)batch.Ok().Json["responses"]![0]!["status"]!, batch.Text);
            StringAssert.Contains(batch.Text, ApiErrors.AddressTooLong.Code);
        }

        Assert.AreEqual(414, (await host.GetAsync(Filter + new string('a', 100_000))).Status, "So long that the server itself refuses it.");
        (await host.GetAsync("/data/ProjInvoices")).Ok();
    }

    [TestMethod]
    public async Task Absurd_pages_are_empty_or_refused()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjActualsImports", [Row(1), Row(2)])).Ok();
        foreach (
            var (query, rows) in new[]
            {
                ("$top=2147483647", 2),
                ("$skip=2147483647", 0),
                ("$top=0", 0),
                ("$top=2147483647&$skip=1", 1),
                ("$skip=2147483647&$top=2147483647&$count=true", 0),
            }
        )
        {
            Assert.HasCount(rows, await host.RowsAsync("ProjActualsImports", query), query);
        }

        foreach (var query in new[] { "$top=2147483648", "$skip=9223372036854775808", "$top=1e9", "$top=-2147483648", "$skip=" + new string('9', 5000) })
        {
            Documented(await host.GetAsync($"/data/ProjActualsImports?cross-company=true&{query}"), 400, ApiErrors.OptionNotOffered.Code, query.Split('=')[0]);
        }
    }

    private static JsonObject Row(int number) => FinanceSample.Actual($"row {number}", "Cost", 1m);

    private static BatchPart Part(JsonObject row) => new("POST", "/data/ProjActualsImports", row);

    private static JsonObject BatchOf(params JsonObject[] rows) =>
        new()
        {
            ["requests"] = new JsonArray([
                .. rows.Select(
                    (row, index) =>
                        new JsonObject
                        {
                            ["id"] = $"{index}",
                            ["method"] = "POST",
                            ["url"] = "ProjActualsImports",
                            ["headers"] = new JsonObject { ["content-type"] = "application/json" },
                            ["body"] = row,
                        }
                ),
            ]),
        };

    /// <summary>A batch of change sets with so many rows each.</summary>
    private static string Multipart(params int[] sizes)
    {
        var batch = new StringBuilder();
        var number = 0;
        foreach (var (set, size) in sizes.Index())
        {
            batch.Append(CultureInfo.InvariantCulture, $"--batch\r\nContent-Type: multipart/mixed; boundary=set{set}\r\n\r\n");
            for (var row = 0; row < size; row++)
            {
                batch
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"--set{set}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {++number}\r\n\r\n"
                    )
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"POST ProjActualsImports HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{Row(number).ToJsonString()}\r\n"
                    );
            }

            batch.Append(CultureInfo.InvariantCulture, $"--set{set}--\r\n");
        }

        return batch.Append("--batch--\r\n").ToString();
    }

    private static void Documented(Answer answer, int? status, string code, string request)
    {
        Assert.AreEqual(status ?? answer.Status, answer.Status, $"{request}: {answer.Text}");
        Assert.DoesNotContain("   at ", answer.Text, request);
        StringAssert.Contains(answer.Text, request.StartsWith("/api", StringComparison.Ordinal) ? $"\"code\":\"{code}" : $"Infolog: Error: {code}", request);
    }

    private static async Task<Answer> SendAsync(FinanceHost host, string role, HttpMethod method, string path, string body, bool isChunked)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await (await host.AsAsync(role)).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<FinanceHost> StartAsync(params string[] settings)
    {
        var host = await FinanceHost.StartAsync(settings);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
