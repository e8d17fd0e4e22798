using LocalDataverse.Faults;
using LocalDataverse.Registration;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_a_plug_in_calls_the_network
{
    [TestMethod]
    [DataRow("http://localhost:9/", "this machine")]
    [DataRow("http://127.0.0.1:9/", "IP address literal")]
    [DataRow("http://192.0.2.1:9/", "IP address literal")]
    public void The_sandbox_allows_neither_loopback_nor_address_literals(string address, string reason)
    {
        var sample = new Sample(new OrganizationOptions { SandboxAllowsLoopback = false });
        Call(sample, address);

        StringAssert.Contains(Sample.Refused(ErrorCode.IsvUnexpected, () => sample.Order("first")).Detail.Message, reason);
    }

    [TestMethod]
    public void Behind_the_switch_loopback_is_reached()
    {
        var sample = new Sample(new OrganizationOptions { SandboxAllowsLoopback = true });
        Call(sample, "http://127.0.0.1:9/");

        var message = Sample.Refused(ErrorCode.IsvUnexpected, () => sample.Order("first")).Detail.Message;
        Assert.DoesNotContain("sandbox", message, "nobody listens there, which is another failure");
    }

    private static void Call(Sample sample, string address) =>
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PreOperation,
            _ =>
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
                using var response = client.GetAsync(new Uri(address)).GetAwaiter().GetResult();
            }
        );
}
