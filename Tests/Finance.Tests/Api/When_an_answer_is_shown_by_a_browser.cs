using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_an_answer_is_shown_by_a_browser
{
    [TestMethod]
    [DataRow("/health")]
    [DataRow("/health/ready")]
    [DataRow("/nothing")]
    [DataRow("/data/ProjActualsImports")]
    [DataRow("/data/ProjActualsImports?$filter=nonsense")]
    [DataRow("/api/setup")]
    [DataRow("/jobs")]
    public async Task It_is_not_framed_not_guessed_and_not_kept(string path)
    {
        await using var host = await FinanceHost.StartAsync();
        foreach (var role in new[] { string.Empty, "Finance.Reader" })
        {
            using var response = await (await host.AsAsync(role)).GetAsync(new Uri(path, UriKind.Relative));
            Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.AreEqual("DENY", response.Headers.GetValues("X-Frame-Options").Single());
            StringAssert.Contains(response.Headers.GetValues("Content-Security-Policy").Single(), "frame-ancestors 'none'");
            Assert.IsTrue(response.Headers.CacheControl!.NoStore);
            Assert.IsEmpty(response.Headers.Server);
        }
    }
}
