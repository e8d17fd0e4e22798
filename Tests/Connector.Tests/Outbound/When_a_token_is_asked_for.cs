using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Tokens;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace ProjectInvoice.Connector.Tests.Outbound;

/// <summary>Against endpoints that are not ours: Entra in both of its forms, and what stands in front of one.</summary>
[TestClass]
internal sealed class When_a_token_is_asked_for
{
    private const string Secret = "the~secret.of-this/client";
    private const string Current = "/contoso/oauth2/v2.0/token";
    private const string Older = "/contoso/oauth2/token";

    [TestMethod]
    [DataRow(Current, """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"eyJ.a-b_c.d"}""")]
    [DataRow(Current, """{"token_type":"bearer","expires_in":"3599","access_token":"eyJ.a-b_c.d"}""")]
    [DataRow(
        Older,
        """{"token_type":"Bearer","expires_in":"3599","ext_expires_in":"3599","expires_on":"1795345199","not_before":"1795341299","resource":"https://finance.example","access_token":"eyJ.a-b_c.d"}"""
    )]
    [DataRow(Older, """{"token_type":"Bearer","expires_on":"1795345199","access_token":"eyJ.a-b_c.d"}""")]
    [DataRow(Older, """{"token_type":"Bearer","expires_on":1795345199,"access_token":"eyJ.a-b_c.d"}""")]
    public async Task It_is_kept_until_shortly_before_it_expires(string path, string answer)
    {
        using var endpoint = Endpoint(path, Json(200, answer));
        var clocks = new TwoClocks { Wall = DateTimeOffset.FromUnixTimeSeconds(1795341600) };
        using var client = Client(clocks);
        var credentials = Credentials(endpoint, path);

        Assert.AreEqual("eyJ.a-b_c.d", await client.GetAsync(credentials, CancellationToken.None));
        clocks.Pass(TimeSpan.FromMinutes(58));
        await client.GetAsync(credentials, CancellationToken.None);
        Assert.HasCount(1, endpoint.LogEntries);
        clocks.Pass(TimeSpan.FromMinutes(2));
        await client.GetAsync(credentials, CancellationToken.None);
        Assert.HasCount(2, endpoint.LogEntries);
    }

    [TestMethod]
    public async Task A_clock_that_is_set_back_makes_none_live_longer()
    {
        using var endpoint = Endpoint(Current, Json(200, """{"token_type":"Bearer","expires_in":3599,"access_token":"a"}"""));
        var clocks = new TwoClocks();
        using var client = Client(clocks);
        await client.GetAsync(Credentials(endpoint, Current), CancellationToken.None);

        clocks.Wall -= TimeSpan.FromDays(365);
        clocks.Pass(TimeSpan.FromHours(1));
        await client.GetAsync(Credentials(endpoint, Current), CancellationToken.None);

        Assert.HasCount(2, endpoint.LogEntries);
    }

    [TestMethod]
    public async Task The_current_form_is_asked_for_a_scope_and_the_older_one_for_a_resource()
    {
        using var current = Endpoint(Current, Json(200, """{"token_type":"Bearer","expires_in":3599,"access_token":"a"}"""));
        using var older = Endpoint(Older, Json(200, """{"token_type":"Bearer","expires_in":"3599","access_token":"a"}"""));
        using var client = Client(TimeProvider.System);

        await client.GetAsync(Credentials(current, Current), CancellationToken.None);
        await client.GetAsync(Credentials(older, Older), CancellationToken.None);

        Assert.AreEqual("client_credentials|client|" + Secret + "|https://finance.example/.default|", Sent(current));
        Assert.AreEqual("client_credentials|client|" + Secret + "||https://finance.example", Sent(older));
    }

    [TestMethod]
    public async Task A_page_is_no_token_and_what_it_says_is_not_repeated()
    {
        using var proxy = Endpoint(
            Current,
            Response.Create().WithStatusCode(200).WithHeader("Content-Type", "text/html; charset=utf-8").WithBody($"<html>{Secret} access_token</html>")
        );

        var failure = await FailureAsync(proxy);

        Assert.AreEqual(TokenFailure.Unavailable, failure.Failure);
        Assert.AreEqual("the token endpoint answered 200 with text/html in place of JSON", failure.Message);
    }

    [TestMethod]
    [DataRow(302)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task No_secret_goes_where_an_answer_points_to(int status)
    {
        using var elsewhere = WireMockServer.Start();
        elsewhere.Given(Request.Create()).RespondWith(Json(200, """{"token_type":"Bearer","expires_in":3599,"access_token":"stolen"}"""));
        using var proxy = Endpoint(Current, Response.Create().WithStatusCode(status).WithHeader("Location", elsewhere.Url + "/signin?client_secret=" + Secret));

        var failure = await FailureAsync(proxy);

        Assert.IsEmpty(elsewhere.LogEntries);
        Assert.AreEqual(TokenFailure.Unavailable, failure.Failure);
        Assert.AreEqual($"the token endpoint answered {status} and points to localhost, where nothing is sent", failure.Message);
    }

    [TestMethod]
    public async Task A_refusal_is_told_by_its_code_and_its_number()
    {
        using var entra = Endpoint(
            Current,
            Json(
                401,
                $$"""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: {{Secret}}. Trace ID: 1","error_codes":[7000215]}"""
            )
        );

        var failure = await FailureAsync(entra);

        Assert.AreEqual(TokenFailure.Refused, failure.Failure);
        Assert.AreEqual("the token endpoint answered 401 invalid_client AADSTS7000215", failure.Message);
    }

    [TestMethod]
    [DataRow(400, """{"error":"temporarily_unavailable"}""")]
    [DataRow(503, """{"error":"server_error"}""")]
    [DataRow(503, "")]
    [DataRow(429, "")]
    [DataRow(404, "")]
    [DataRow(200, "")]
    [DataRow(200, "{}")]
    [DataRow(200, "[]")]
    [DataRow(200, """{"access_token":""}""")]
    [DataRow(200, """{"access_token":"a b"}""")]
    [DataRow(200, """{"access_token":"a\r\nX-Other: b"}""")]
    [DataRow(200, """{"access_token":7}""")]
    [DataRow(200, """{"access_token":"a","token_type":"mac"}""")]
    public async Task What_is_no_answer_of_an_endpoint_passes_or_is_looked_into(int status, string body)
    {
        using var endpoint = Endpoint(Current, Json(status, body));

        Assert.AreEqual(TokenFailure.Unavailable, (await FailureAsync(endpoint)).Failure);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("-1")]
    [DataRow("\"soon\"")]
    [DataRow("1e400")]
    [DataRow("999999999999")]
    public async Task A_lifetime_that_makes_no_sense_stops_nothing(string lifetime)
    {
        using var endpoint = Endpoint(Current, Json(200, $$"""{"token_type":"Bearer","expires_in":{{lifetime}},"access_token":"a"}"""));
        using var client = Client(new TwoClocks());

        Assert.AreEqual("a", await client.GetAsync(Credentials(endpoint, Current), CancellationToken.None));
    }

    [TestMethod]
    public async Task An_answer_without_an_end_is_not_read_to_it()
    {
        using var endpoint = Endpoint(Current, Json(200, new string(' ', 100_000)));

        Assert.AreEqual(TokenFailure.Unavailable, (await FailureAsync(endpoint)).Failure);
    }

    [TestMethod]
    public async Task An_endpoint_that_does_not_answer_is_given_up()
    {
        using var endpoint = Endpoint(Current, Json(200, "{}").WithDelay(TimeSpan.FromMinutes(2)));
        using var client = new TokenClient(
            OutboundHandler.CreateClient(new OutboundOptions(TimeSpan.FromMilliseconds(300), 50_000), TimeProvider.System),
            TimeProvider.System
        );

        var failure = await Assert.ThrowsExactlyAsync<TokenException>(() => client.GetAsync(Credentials(endpoint, Current), CancellationToken.None));

        Assert.AreEqual(TokenFailure.Unavailable, failure.Failure);
    }

    private static WireMockServer Endpoint(string path, IResponseBuilder answer)
    {
        var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath(path).UsingPost()).RespondWith(answer);
        return server;
    }

    private static IResponseBuilder Json(int status, string body) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json; charset=utf-8").WithBody(body);

    private static ClientCredentials Credentials(WireMockServer endpoint, string path) =>
        new(new Uri(endpoint.Url + path), "client", Secret, "https://finance.example/.default");

    private static TokenClient Client(TimeProvider time) =>
        new(OutboundHandler.CreateClient(new OutboundOptions(TimeSpan.FromMinutes(1), 50_000), TimeProvider.System), time);

    private static async Task<TokenException> FailureAsync(WireMockServer endpoint)
    {
        using var client = Client(TimeProvider.System);
        var failure = await Assert.ThrowsExactlyAsync<TokenException>(() => client.GetAsync(Credentials(endpoint, Current), CancellationToken.None));
        Assert.IsFalse(failure.ToString().Contains(Secret, StringComparison.Ordinal), "the secret is in the text");
        return failure;
    }

    private static string Sent(WireMockServer endpoint)
    {
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(endpoint.LogEntries.Single().RequestMessage!.Body);
        return string.Join(
            '|',
            new[] { "grant_type", "client_id", "client_secret", "scope", "resource" }.Select(name =>
                form.TryGetValue(name, out var value) ? value.ToString() : ""
            )
        );
    }
}
