using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>The others of the batch are answered as if it were not there.</summary>
[TestClass]
public sealed partial class When_a_request_of_a_batch_is_not_allowed
{
    private const string Read = "TermsOfPayment?cross-company=true";

    [TestMethod]
    [DataRow("Finance.Integration", "TermsOfPayment")]
    [DataRow("Finance.ProjectAccountant", "TermsOfPayment")]
    [DataRow("Finance.ReceivablesClerk", "TermsOfPayment")]
    [DataRow("Finance.Reader", "TermsOfPayment")]
    [DataRow("Finance.Administrator", "ProjActualsImports")]
    public async Task It_alone_is_refused(string role, string set)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        foreach (var isChangeSet in new[] { false, true })
        {
            var multipart = await host.BatchAsync(role, Multipart(host, set, isChangeSet));
            Assert.AreEqual("200 403 200", Statuses(MultipartStatus(), multipart), multipart.Text);
            StringAssert.Contains(multipart.Text, ApiErrors.RoleMissing.Code);
            var json = await host.SendTextAsync(role, HttpMethod.Post, "/data/$batch", Json(set, isChangeSet));
            Assert.AreEqual("200 403 200", Statuses(JsonStatus(), json), json.Text);
            StringAssert.Contains(json.Text, ApiErrors.RoleMissing.Code);
        }

        Assert.HasCount(FinanceSample.Setup()["termsOfPayment"]!.AsArray().Count, await host.RowsAsync("TermsOfPayment"));
    }

    private static string Statuses(Regex status, Answer answer)
    {
        Assert.AreEqual(200, answer.Status, answer.Text);
        return string.Join(' ', status.Matches(answer.Text).Select(match => match.Groups[1].Value));
    }

    private static MultipartBatch Multipart(FinanceHost host, string set, bool isChangeSet)
    {
        var read = new BatchPart("GET", $"data/{Read}", null);
        var forbidden = new BatchPart("POST", $"data/{set}", new JsonObject());
        var batch = new MultipartBatch(host.Address).Alone(read);
        return (isChangeSet ? batch.ChangeSet(forbidden) : batch.Alone(forbidden)).Alone(read);
    }

    private static string Json(string set, bool isChangeSet)
    {
        var forbidden = new JsonObject
        {
            ["id"] = "2",
            ["method"] = "POST",
            ["url"] = set,
            ["headers"] = new JsonObject { ["content-type"] = "application/json" },
            ["body"] = new JsonObject(),
        };
        if (isChangeSet)
        {
            forbidden["atomicityGroup"] = "g";
        }

        return new JsonObject { ["requests"] = new JsonArray(Reading("1"), forbidden, Reading("3")) }.ToJsonString();

        static JsonObject Reading(string id) =>
            new()
            {
                ["id"] = id,
                ["method"] = "GET",
                ["url"] = Read,
                ["headers"] = new JsonObject(),
            };
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d+)")]
    private static partial Regex MultipartStatus();

    [GeneratedRegex(@"""status"":(\d+)")]
    private static partial Regex JsonStatus();
}
