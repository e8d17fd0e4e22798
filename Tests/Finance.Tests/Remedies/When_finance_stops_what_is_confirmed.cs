using System.Text.Json.Nodes;
using global::Remedies;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Remedies;

/// <summary>The rows of the table of remedies that finance itself finds, all in one set of books.</summary>
[TestClass]
[DoNotParallelize]
public sealed class When_finance_stops_what_is_confirmed
{
    private static readonly JsonObject Setup = FinanceSample.Setup();
    private static FinanceHost host = null!;
    private static int invoices;

    public static IEnumerable<object[]> Rows =>
        RemedyTable
            .Of("Finance.Tests")
            .Where(remedy => remedy.Proof is null)
            .Select(remedy => new object[] { remedy.Code, remedy.Situation, remedy.Role, remedy.Words });

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);

    [ClassCleanup]
    public static async Task StopAsync() => await host.DisposeAsync();

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Rows))]
    public async Task The_role_does_what_the_message_says_and_the_invoice_is_posted(string code, string situation, string role, string words)
    {
        var scene = new Scene(host, Setup, $"PF-{Interlocked.Increment(ref invoices)}");
        await scene.SetupAsync();
        await Situations.All[situation].Arise(scene);
        Assert.IsTrue(
            scene.Said.Exists(text => text.Contains(code, StringComparison.Ordinal) && text.Contains(words, StringComparison.Ordinal)),
            $"{role} is not told by {code} to '{words}':\n{string.Join('\n', scene.Said)}"
        );

        await Situations.All[situation].Mend(scene);

        await scene.IsPostedAsync();
    }

    [TestMethod]
    public void Every_situation_has_its_row() => CollectionAssert.AreEquivalent(Rows.Select(row => (string)row[1]).ToList(), Situations.All.Keys.ToList());

    [TestMethod]
    public void Every_proof_is_a_test()
    {
        var tests = typeof(When_finance_stops_what_is_confirmed)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods().Where(method => method.IsDefined(typeof(TestMethodAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}")
            )
            .ToHashSet(StringComparer.Ordinal);

        Assert.IsEmpty(RemedyTable.Of("Finance.Tests").Where(remedy => remedy.Proof is { } proof && !tests.Contains(proof)));
    }
}
