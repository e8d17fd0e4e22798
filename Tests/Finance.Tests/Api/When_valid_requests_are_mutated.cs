using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Finance.Storage;
using Finance.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Finance.Tests.Api;

/// <summary>
/// Whatever becomes of a valid request: it is taken, or refused in the documented form with nothing written; finance never fails for a reason of its own.
/// PINV_MUTATIONS says how many (500), PINV_SEED repeats a run.
/// </summary>
[TestClass]
public sealed partial class When_valid_requests_are_mutated
{
    private const string Integration = "Finance.Integration";
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Administrator = "Finance.Administrator";

    [TestMethod]
    public async Task Each_is_taken_or_refused_whole_in_the_documented_form()
    {
        var count = Setting("PINV_MUTATIONS", 500);
        var seed = Setting("PINV_SEED", 4417);
        using var failures = new FailureLog();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => services.AddSingleton<ILoggerProvider>(failures));
        var valid = await ValidAsync(host);
        var mutations = new RequestMutations(seed);
        var storage = host.Services.GetRequiredService<FinanceDatabase>();
        var before = await Tables.AllAsync(storage);
        for (var number = 0; number < count; number++)
        {
            var request = mutations.Next(valid);
            var place = $"seed {seed}, request {number}: {request.Role} {request.Method} {request.Path} {request.ContentType} {request.IfMatch}\n{Encoding.UTF8.GetString(request.Body)[..Math.Min(request.Body.Length, 1500)]}\n";
            var answer = await SendAsync(host, request);
            Assert.IsEmpty(failures.Entries, place + string.Join('\n', failures.Entries));
            Assert.IsLessThan(500, answer.Status, place + answer.Text);
            Assert.DoesNotContain("   at ", answer.Text, place);
            var after = await Tables.AllAsync(storage);
            if (answer.Status >= 400 || request.Method == "GET")
            {
                Assert.IsTrue(answer.Status < 400 || IsDocumented(request, answer), place + answer.Status + answer.Text);
                Assert.IsTrue(before.SequenceEqual(after), $"{place}{answer.Status} {answer.Text}\nwas refused, but wrote: {string.Join('\n', after.Except(before).Take(5))}");
            }

            before = after;
        }
    }

    private static bool IsDocumented(StrangeRequest request, Answer answer)
    {
        if (!answer.Text.StartsWith('{'))
        {
            return false;
        }

        var error = JsonNode.Parse(answer.Text)!["error"]!;
        return request.Path.StartsWith("/data", StringComparison.Ordinal)
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

    /// <summary>One valid request of each kind, on books that hold something.</summary>
    private static async Task<List<StrangeRequest>> ValidAsync(FinanceHost host)
    {
        var setUp = FinanceSample.SetUp();
        (await host.SetUpAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).PostAsync(host);
        var open = new TestInvoice("PF-2").Line("b", 20m).Milestone("m", 5m);
        await open.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("draft", "Cost", 3m)])).Ok();
        (await host.ImportAsync()).Ok();
        var fresh = new TestInvoice("PF-3").Line("c", 30m);
        const string Cross = "?cross-company=true";
        var batch = new JsonObject
        {
            ["requests"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "1",
                    ["atomicityGroup"] = "g",
                    ["method"] = "POST",
                    ["url"] = "ProjActualsImports",
                    ["headers"] = new JsonObject { ["content-type"] = "application/json" },
                    ["body"] = FinanceSample.Actual("batch", "Cost", 4m),
                }),
        };
        List<StrangeRequest> valid =
        [
            Of(Integration, "POST", "/data/ProjActualsImports" + Cross, FinanceSample.Actual("new", "Sales", 7m)),
            Of(Integration, "POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows" + Cross, new JsonObject { ["rows"] = new JsonArray([.. fresh.Actuals]) }),
            Of(Integration, "POST", "/data/ProjTransactionRelationships", fresh.Connections[0]),
            Of(Integration, "POST", "/data/ProjectContractLineMilestones" + Cross, new JsonObject { ["dataAreaId"] = "USPM", ["ContractLineMilestoneIdentifier"] = "M-1", ["ProjectContractId"] = "CON-00021", ["CurrencyCode"] = "GBP", ["Amount"] = 5 }),
            Of(Integration, "POST", "/data/ProjInvoiceProposals" + Cross, fresh.Header),
            Of(Integration, "POST", "/data/$batch", batch),
            Of(Accountant, "PATCH", "/data/ProjIntegrationJournalLines(dataAreaId='USPM',JournalId='PIJ-000003',LineNumber=1)" + Cross, new JsonObject { ["SalesTaxGroup"] = "UK" }),
            Of(Accountant, "PATCH", "/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-2')" + Cross, new JsonObject { ["InvoiceDate"] = "2026-09-29" }),
            Of(Accountant, "PATCH", "/data/ProjInvoiceProposalLines(dataAreaId='USPM',InvoiceProposalId='PF-2',LineNumber=1)" + Cross, new JsonObject { ["SalesTaxGroup"] = "UK" }),
            Of(Accountant, "POST", "/api/import", new JsonObject { ["company"] = "USPM", ["proposal"] = "PF-2" }),
            Of(Accountant, "POST", "/api/journals/post", new JsonObject { ["company"] = "USPM", ["journal"] = "PIJ-000003" }),
            Of(Accountant, "POST", "/api/proposals/USPM/PF-2/post", new JsonObject { ["invoiceDate"] = "2026-08-15" }),
            Of(Accountant, "GET", "/data/ProjActualsImports?cross-company=true&$filter=Amount gt 5", []),
            Of(Accountant, "GET", "/data/Customers(dataAreaId='USPM',Account='C-0001')" + Cross, []),
            Of(Accountant, "GET", "/api/trial-balance?company=USPM", []),
            Of(Administrator, "PUT", "/api/setup", setUp),
            Of(Administrator, "PATCH", "/data/Customers(dataAreaId='USPM',Account='C-0001')", new JsonObject { ["Name"] = "Coho", ["Address"] = new JsonObject { ["City"] = "Oslo" } }),
            Of(Administrator, "PATCH", "/data/SalesTaxCodes(dataAreaId='USPM',Code='UK20')", JsonNode.Parse("""{"Rates":[{"ValidFrom":"2011-01-04","Percent":20}]}""")!),
            Of(Administrator, "PATCH", "/data/Projects(dataAreaId='USPM',Id='PRJ-0001')", JsonNode.Parse("""{"Dimensions":[{"Name":"Department","Value":"025"}]}""")!),
            Of(Administrator, "POST", "/data/ExchangeRates", JsonNode.Parse("""{"Type":"Default","From":"KWD","To":"USD","ValidFrom":"2026-01-01","Rate":3.25}""")!),
            Of(Administrator, "DELETE", "/data/ExchangeRates(Type='Default',From='EUR',To='USD',ValidFrom=2026-09-20)", []),
        ];
        return valid;
    }

    private static StrangeRequest Of(string role, string method, string path, JsonNode body) => Of(role, method, path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static StrangeRequest Of(string role, string method, string path, byte[] body) => new(role, method, path, body);

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [GeneratedRegex(@"Infolog: Error: PINV4\d\d\d: ")]
    private static partial Regex Infolog();

    [GeneratedRegex(@"^PINV4\d\d\d$")]
    private static partial Regex Code();
}
