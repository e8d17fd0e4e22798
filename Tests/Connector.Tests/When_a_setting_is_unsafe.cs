namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_setting_is_unsafe
{
    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("short")]
    [DataRow("this secret has thirty-one byte")]
    [DataRow("   thirty-two bytes with blanks   ")]
    public async Task A_secret_that_can_be_guessed_stops_the_start(string secret)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Signing:Secret", secret);

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(SettingErrors.SecretTooShort.Code, failure.Code);
        StringAssert.Contains(failure.Message, "Signing:Secret", StringComparison.Ordinal);
        if (secret.Trim().Length > 0)
        {
            Assert.DoesNotContain(secret, failure.Message);
        }
    }

    [TestMethod]
    [DataRow("this secret has thirty-two bytes")]
    [DataRow("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", DisplayName = "16 letters of two bytes each")]
    public async Task A_secret_of_32_bytes_is_long_enough(string secret)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Signing:Secret", secret);
        await situation.StartAsync();

        Assert.AreEqual(202, (await situation.PushAsync(Situation.Message(Guid.NewGuid()), secret: secret)).Status);
    }

    [TestMethod]
    [DataRow("Dataverse:Url")]
    [DataRow("Dataverse:TokenUrl")]
    [DataRow("Finance:Url")]
    [DataRow("Finance:TokenUrl")]
    [DataRow("Authentication:Authority")]
    [DataRow("OpenTelemetry:Endpoint")]
    public async Task Plain_http_to_another_machine_stops_the_start_unless_it_is_allowed(string key)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set(key, "http://198.51.100.7:8080/a");

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(SettingErrors.PlainHttp.Code, failure.Code);
        Assert.AreEqual("Setting " + key, failure.Record);
        situation.Set("Network:AllowPlainHttp", "true");
        await situation.StartAsync();
        Assert.AreEqual(200, (await situation.GetAsync("/health", null)).Status);
    }

    [TestMethod]
    public async Task No_answer_may_be_kept_or_framed_or_guessed_at()
    {
        await using var situation = await Situation.StartedAsync();
        using var http = new HttpClient();

        foreach (var path in new[] { "/health", "/api/status", "/nothing" })
        {
            using var answer = await http.GetAsync(new Uri(situation.Url + path));
            Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single(), path);
            Assert.AreEqual("default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), path);
            Assert.IsTrue(answer.Headers.CacheControl?.NoStore, path);
            Assert.IsEmpty(answer.Headers.Server);
        }
    }
}
