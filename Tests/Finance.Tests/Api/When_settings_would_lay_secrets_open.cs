using ProjectInvoice.Finance.Api;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_settings_would_lay_secrets_open
{
    [TestMethod]
    [DataRow("Authentication:Authority")]
    [DataRow("Callback:Url")]
    [DataRow("Callback:TokenUrl")]
    [DataRow("OpenTelemetry:Endpoint")]
    public async Task Plain_http_to_another_machine_is_refused_unless_it_is_allowed(string setting)
    {
        var refused = Assert.ThrowsExactly<FinanceRefusal>(() => FinanceApplication.Build([$"--{setting}=http://finance.example"]));
        Assert.AreEqual((ApiErrors.PlainHttp, $"setting {setting}"), (refused.Fault.Error, refused.Fault.Record));
        await FinanceApplication.Build([$"--{setting}=http://finance.example", "--Network:AllowPlainHttp=true"]).DisposeAsync();
        await FinanceApplication.Build([$"--{setting}=https://finance.example"]).DisposeAsync();
        await FinanceApplication.Build([$"--{setting}=http://localhost:5000"]).DisposeAsync();
        Assert.AreEqual(ApiErrors.NoAddress, Assert.ThrowsExactly<FinanceRefusal>(() => FinanceApplication.Build([$"--{setting}=finance"])).Fault.Error);
    }

    [TestMethod]
    [DataRow(" ")]
    [DataRow("")]
    [DataRow("thirty-one bytes are not enough")]
    [DataRow("                                        ")]
    public void A_secret_that_can_be_guessed_is_refused(string secret) =>
        Assert.AreEqual(
            ApiErrors.SecretTooShort,
            Assert.ThrowsExactly<FinanceRefusal>(() => FinanceApplication.Build([$"--Callback:ClientSecret={secret}"])).Fault.Error
        );
}
