using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

/// <summary>Whatever is sent, finance answers with an error that says what to mend, never with a fault of its own.</summary>
[TestClass]
public sealed class When_requests_are_strange
{
    [TestMethod]
    public async Task A_query_is_answered_or_refused()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("c", "Cost", 1.5m), FinanceSample.Actual("d", "Cost", 2m)])).Ok();
        string[] queries =
        [
            "$filter=year(AccountingDate) eq 2026",
            "$filter=round(Amount) eq 1",
            "$filter=Amount mod 2 eq 1",
            "$filter=Amount div 0 eq 1",
            "$filter=Amount gt 1e400",
            "$filter=contains(ProjectId,'a')",
            "$filter=tolower(ProjectId) eq 'a'",
            "$filter=matchesPattern(ProjectId,'[')",
            "$filter=AccountingDate eq 2026-13-01",
            "$filter=AccountingDate eq 2026-09-01",
            "$filter=substring(ProjectId,1) eq 'a'",
            "$filter=substring(ProjectId,-1) eq 'a'",
            "$filter=indexof(ProjectId,'a') eq 1",
            "$filter=concat(ProjectId,'a') eq 'x'",
            "$filter=trim(ProjectId) eq 'x'",
            "$filter=ProjectId in ('a','b')",
            "$filter=cast(Amount,Edm.String) eq 'a'",
            "$filter=isof(Edm.String)",
            "$filter=Nothing eq 1",
            "$filter=(",
            "$filter=ActualId eq 5",
            "$filter=AccountingDate gt now()",
            "$filter=day(AccountingDate) eq 3",
            "$filter=BillingType eq 'Sometimes'",
            "$filter=has(BillingType,1)",
            "$orderby=Amount desc,ExchangeRate",
            "$orderby=length(ProjectId)",
            "$orderby=Nothing",
            "$select=Nothing",
            "$top=-1",
            "$top=99999999999",
            "$skip=-1",
            "$skip=x",
            "$skiptoken=garbage",
            "$skiptoken=DataAreaId-%27x%27",
            "$count=maybe",
        ];
        foreach (var query in queries)
        {
            foreach (var path in new[] { "/data/ProjActualsImports", "/data/ProjActualsImports/$count" })
            {
                var answer = await host.GetAsync($"{path}?cross-company=true&{query}");
                Planned(answer, $"{path} {query}");
            }
        }
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("ProjTransactionRelationships", null)]
    [DataRow("ProjActualsImports", "dataAreaId='USPM',ActualsImportId={0}")]
    [DataRow("ProjInvoiceProposals", "dataAreaId='USPM',InvoiceProposalId='PF-1'")]
    [DataRow("Customers", "dataAreaId='USPM',Account='C-0001'")]
    [DataRow("Companies", "'USPM'")]
    public async Task A_query_option_that_is_not_offered_is_refused_by_name(string set, string? key)
    {
        string[] refused =
        [
            "$apply=aggregate($count as Total)",
            "apply=aggregate($count as Total)",
            "$compute=1 add 1 as Sum&$select=Sum",
            "$compute=1 add 1 as Sum",
            "$search=abc",
            "search=abc",
            "$expand=*",
            "$deltatoken=1",
            "$index=1",
            "$Apply=groupby((dataAreaId))",
            "$nothing=1",
            "$=1",
            "$format=xml",
            "$format=atom",
        ];
        string[] ofASet = ["$filter=1 eq 1", "$orderby=dataAreaId", "$top=1", "$skip=1", "$count=true", "$skiptoken=x"];
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        var paths = new List<string> { $"/data/{set}", $"/data/{set}/$count" };
        if (key is not null)
        {
            paths.Add($"/data/{set}({string.Format(CultureInfo.InvariantCulture, key, FinanceSample.Id("a U"))})");
            (await host.GetAsync($"{paths[^1]}?$format=json")).Ok();
        }

        foreach (var path in paths)
        {
            foreach (var option in path.EndsWith(')') ? refused.Concat(ofASet) : refused)
            {
                var answer = await host.GetAsync($"{path}?cross-company=true&{option}");
                Assert.AreEqual(400, answer.Status, $"{path} {option}: {answer.Text}");
                answer.Refused(400, ApiErrors.OptionNotOffered.Code);
                StringAssert.Contains(answer.Text, option.Contains("format", StringComparison.Ordinal) ? option[8..] : option.Split('=')[0], answer.Text);
            }
        }

        // In a batch nothing is left out either.
        var batch =
            $$$"""{"requests":[{"id":"1","method":"GET","url":"{{{set}}}?$compute=1 add 1 as Sum&$select=Sum","headers":{}},{"id":"2","method":"GET","url":"{{{set}}}","headers":{}}]}""";
        var both = (await SendAsync(host, "Finance.Reader", "POST", "/data/$batch", batch)).Ok().Json["responses"]!.AsArray();
        Assert.AreEqual("400 200", string.Join(' ', both.Select(one => one!["status"])), both.ToJsonString());
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("$select=Nope", "Nope")]
    [DataRow("$filter=Nope eq 1", "Nope")]
    [DataRow("$orderby=Nope", "Nope")]
    [DataRow("$top=-1", "$top")]
    [DataRow("$skip=x", "$skip")]
    public async Task What_a_query_asks_for_and_is_not_there_is_named(string query, string name)
    {
        await using var host = await StartAsync();
        foreach (var set in new[] { "ProjActualsImports", "ProjInvoiceProposals", "Customers" })
        {
            var answer = await host.GetAsync($"/data/{set}?cross-company=true&{query}");
            answer.Refused(400, ApiErrors.UnreadableBecause);
            StringAssert.Contains(answer.Text, name);
        }
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("Account='C-0001',dataAreaId='USPM'", 200)]
    [DataRow("dataAreaId='USPM', Account='C-0001'", 200)]
    [DataRow(" dataAreaId = 'USPM' , Account = 'C-0001' ", 200)]
    [DataRow("dataAreaId='USPM',Account='C-0001',Name='Coho'", 400)]
    [DataRow("dataAreaId='USPM'", 400)]
    [DataRow("'USPM','C-0001'", 400)]
    [DataRow("dataAreaId=null,Account='C-0001'", 400)]
    [DataRow("dataAreaId='USPM',Account=null", 400)]
    [DataRow("dataAreaId=@a,Account='C-0001'", 400)]
    [DataRow("dataAreaId='USPM',Account=1", 400)]
    [DataRow("dataAreaId='USPM',Account='Nobody'", 404)]
    public async Task A_key_is_read_in_any_order_and_whole(string key, int status)
    {
        await using var host = await StartAsync();
        var answer = await host.GetAsync($"/data/Customers({key})?cross-company=true");
        Assert.AreEqual(status, answer.Status, answer.Text);
        if (status != 200)
        {
            answer.Refused(status, status == 400 ? EditableSetErrors.UnreadableKey : EditableSetErrors.UnknownRecord);
            StringAssert.Contains(answer.Text, status == 400 ? "Give dataAreaId, Account" : "Nobody");
        }

        (await host.GetAsync($"/data/Customers({key})", string.Empty)).Refused(401, ApiErrors.NotSignedIn);
    }

    [TestMethod]
    public async Task A_body_is_taken_or_refused()
    {
        await using var host = await StartAsync();
        (string Method, string Path, string? Body)[] requests =
        [
            ("GET", "/data/ProjActualsImports(dataAreaId='USPM',ActualsImportId=notaguid)", null),
            ("GET", "/data/ProjActualsImports('x')", null),
            ("GET", "/data/ProjActualsImports(", null),
            ("GET", "/data/ProjActualsImports/$count?$filter=round(Amount) eq 1", null),
            ("GET", "/data/Nothing", null),
            ("POST", "/data/$batch", ""),
            ("POST", "/data/$batch", "{\"requests\":5}"),
            ("POST", "/data/$batch", "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"url\":\"ProjActualsImports\",\"body\":5}]}"),
            ("POST", "/api/import", "null"),
            ("POST", "/api/import", "5"),
            ("POST", "/api/import", "{\"company\":5}"),
            ("POST", "/api/import", "{\"company\":\"\"}"),
            ("POST", "/api/import", "{\"company\":\"NONE\"}"),
            ("POST", "/api/import", "{\"company\":\"\\ud800\"}"),
            ("POST", "/api/import", "{\"other\":1}"),
            ("POST", "/api/journals/post", "{\"journal\":\"X\"}"),
            ("POST", "/api/journals/post", "{\"company\":\"NONE\"}"),
            ("POST", "/api/proposals/USPM/PF-1/post", "{\"invoiceDate\":\"2026-02-30\"}"),
            ("POST", "/api/proposals/USPM/PF-1/post", "{\"invoiceDate\":20260901}"),
            ("POST", "/api/proposals/NONE/PF-1/post", "{}"),
            ("POST", "/data/ProjActualsImports", "null"),
            ("POST", "/data/ProjActualsImports", ""),
            ("POST", "/data/ProjActualsImports", "{\"dataAreaId\":\"\\ud800\"}"),
            ("POST", "/data/ProjActualsImports", "{\"\\ud800\":1}"),
            ("POST", "/data/ProjActualsImports", "{\"ActualId\":\"\\ud800\"}"),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "{\"rows\":[{\"dataAreaId\":\"\\ud800\"}]}"),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "{\"rows\":null}"),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", ""),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "{\"rows\":[null]}"),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "{\"rows\":["),
            ("POST", "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", "{\"rows\":[]}x"),
            ("PUT", "/api/setup", "null"),
            ("PUT", "/api/setup", ""),
            ("PUT", "/api/setup", "{\"\\ud800\":[]}"),
            ("PUT", "/api/setup", "{\"companies\":[{\"id\":\"\\ud800\"}]}"),
            ("PUT", "/api/setup", "{\"companies\":[5,null,[],{}]}"),
            ("PUT", "/api/setup", "{\"companies\":{}}"),
            ("PUT", "/api/setup", "{\"currencies\":[{\"code\":\"USD\",\"decimals\":99999999999}]}"),
        ];
        foreach (var (method, path, body) in requests)
        {
            var role =
                method == "GET" ? "Finance.Reader"
                : method == "PUT" ? "Finance.Administrator"
                : path.StartsWith("/data", StringComparison.Ordinal) ? "Finance.Integration"
                : "Finance.ProjectAccountant";
            Planned(await SendAsync(host, role, method, path, body), $"{method} {path} {body}");
        }

        Assert.IsEmpty(await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_batch_asks_for_a_token_and_a_role()
    {
        const string Batch =
            """{"requests":[{"id":"1","atomicityGroup":"g","method":"POST","url":"ProjActualsImports","headers":{"content-type":"application/json"},"body":{}}]}""";
        await using var host = await StartAsync();
        (await SendAsync(host, string.Empty, "POST", "/data/$batch", Batch)).Refused(401, ApiErrors.NotSignedIn);
        (await SendAsync(host, "Nobody", "POST", "/data/$batch", Batch)).Refused(403, ApiErrors.RoleMissing);
        StringAssert.Contains((await SendAsync(host, "Finance.Integration", "POST", "/data/$batch", Batch)).Text, StagingErrors.MissingField.Code);
    }

    private static async Task<Answer> SendAsync(FinanceHost host, string role, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await (await host.AsAsync(role)).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static void Planned(Answer answer, string request)
    {
        Assert.IsLessThan(500, answer.Status, $"{request}: {answer.Text}");
        Assert.DoesNotContain("   at ", answer.Text, request);
        if (answer.Status == 200 && answer.Text.StartsWith('{'))
        {
            Assert.IsNotNull(JsonNode.Parse(answer.Text), request);
        }
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
