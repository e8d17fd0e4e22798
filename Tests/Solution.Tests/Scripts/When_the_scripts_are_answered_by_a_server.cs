using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Solution.Deploy;
using Solution.Tests.Deploying;

namespace Solution.Tests.Scripts;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_scripts_are_answered_by_a_server
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Each_of_their_questions_is_understood()
    {
        await using var environment = await InstalledAsync();
        using var client = await SignedInAsync(environment);

        foreach (var question in (await ContractAsync()).GetProperty("questions").EnumerateArray())
        {
            var path = $"{question.GetProperty("table").GetString()}s{Key(question)}{question.GetProperty("options").GetString()}";

            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.CancellationToken);

            // The row that is asked for by its id is not there.
            var expected = Key(question).Length > 0 ? HttpStatusCode.NotFound : HttpStatusCode.OK;
            var body = await answer.Content.ReadAsStringAsync(TestContext.CancellationToken);
            Assert.AreEqual(expected, answer.StatusCode, $"{path}\n{body}");
            Assert.IsTrue(expected == HttpStatusCode.OK || body.Contains("Does Not Exist", StringComparison.Ordinal), body);
        }
    }

    [TestMethod]
    public async Task Each_of_their_requests_reaches_its_custom_api()
    {
        await using var environment = await InstalledAsync();
        using var client = await SignedInAsync(environment);
        var contract = await ContractAsync();

        foreach (var (metadata, parameters) in contract.GetProperty("requests").EnumerateArray().Zip(contract.GetProperty("parameters").EnumerateArray()))
        {
            var name = metadata.GetProperty("operationName").GetString();
            var body = JsonNode.Parse(parameters.GetRawText())!.AsObject();
            var isBound = body.Remove("entity", out var bound);
            var path = isBound ? $"invoices({bound!["id"]})/Microsoft.Dynamics.CRM.{name}" : name!;

            using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.CancellationToken);

            // There is no such invoice, which one question in bulk says of each, and all others as a refusal of their own.
            var text = await answer.Content.ReadAsStringAsync(TestContext.CancellationToken);
            Assert.AreEqual(!isBound, answer.IsSuccessStatusCode, $"{path}\n{text}");
            Assert.IsTrue(text.Contains("PINV", StringComparison.Ordinal) || text.Contains("Does Not Exist", StringComparison.Ordinal), $"{path}\n{text}");
        }
    }

    private static string Key(JsonElement question) => question.GetProperty("id").GetString() is { } id ? $"({id})" : "";

    private static async Task<JsonElement> ContractAsync() => JsonDocument.Parse(await NodeProject.RunAsync("contract")).RootElement;

    private async Task<RunningEnvironment> InstalledAsync()
    {
        var environment = await RunningEnvironment.Start();
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        return environment;
    }

    private async Task<HttpClient> SignedInAsync(RunningEnvironment environment)
    {
        var options = environment.Options();
        using var authority = new HttpClient();
        using var answer = await authority.PostAsync(
            options.TokenUrl,
            new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = options.ClientId,
                    ["client_secret"] = RunningEnvironment.Administrator.Secret,
                    ["scope"] = environment.Url.GetLeftPart(UriPartial.Authority) + "/.default",
                }
            ),
            TestContext.CancellationToken
        );
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.CancellationToken))!["access_token"]!.GetValue<string>();
        return new HttpClient
        {
            BaseAddress = new Uri(environment.Url, "api/data/v9.2/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }
}
