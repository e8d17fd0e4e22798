using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_a_number_has_too_many_digits
{
    [TestMethod]
    [DataRow("1234567890123456789012345678901")]
    [DataRow("1.00000000000000000000000000001")]
    [DataRow("123456789.12345678901234567891")]
    [DataRow("1e-29")]
    [DataRow("1e400")]
    public async Task It_is_refused_and_never_rounded(string number)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var row = FinanceSample.Actual("a", "Cost", 987m).ToJsonString().Replace("\"Amount\":987", $"\"Amount\":{number}", StringComparison.Ordinal);
        (await host.SendTextAsync("Finance.Integration", HttpMethod.Post, "/data/ProjActualsImports?cross-company=true", row)).Refused(
            400,
            StagingErrors.WrongValue
        );
        var setUp = FinanceSample.Setup().ToJsonString();
        var rate = System.Text.RegularExpressions.Regex.Replace(setUp, "\"rate\":[0-9.]+", $"\"rate\":{number}");
        Assert.AreNotEqual(setUp, rate);
        Assert.AreEqual(400, (await host.SendTextAsync("Finance.Administrator", HttpMethod.Put, "/api/setup", rate)).Status);
    }

    [TestMethod]
    [DataRow("0.0000000000000000000000000000000000")]
    [DataRow("100.000000000000000000000000000000000")]
    [DataRow("1.000e2")]
    [DataRow("123456789012345.6789012345678")]
    [DataRow("-0")]
    public void One_that_a_decimal_holds_is_taken(string number) => Assert.IsTrue(Money.IsHeld(number));
}
