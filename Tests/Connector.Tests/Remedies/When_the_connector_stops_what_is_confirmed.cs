using global::Remedies;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests.Remedies;

/// <summary>The rows of the table of remedies that the connector finds, all between one Dataverse and one embedded finance.</summary>
[TestClass]
[DoNotParallelize]
internal sealed class When_the_connector_stops_what_is_confirmed
{
    private static Situation situation = null!;
    private static EmbeddedFinance finance = null!;
    private static int invoices;

    public static IEnumerable<object[]> Rows =>
        RemedyTable
            .Of("Connector.Tests")
            .Where(remedy => remedy.Proof is null)
            .Select(remedy => new object[] { remedy.Code, remedy.Situation, remedy.Role, remedy.Words });

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        situation = await Situation.CreateAsync();
        finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await situation.DisposeAsync();

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Rows))]
    public async Task The_role_does_what_the_message_says_and_the_posting_is_recorded(string code, string name, string role, string words)
    {
        var scene = new Scene(situation, finance, $"PF-{100 + Interlocked.Increment(ref invoices)}");
        await Obstacles.All[name].Arise(scene);
        var errors = await scene.ErrorsAsync();
        Assert.IsTrue(
            errors.Exists(text => text.StartsWith(code, StringComparison.Ordinal) && text.Contains(words, StringComparison.Ordinal)),
            $"{role} is not told by {code} to '{words}':\n{string.Join('\n', errors)}"
        );

        await IsSeenByCommandAsync(scene, code, words);

        await Obstacles.All[name].Mend(scene);

        await scene.IsRecordedAsync();
        Assert.IsEmpty(await scene.ErrorsAsync());
    }

    // An operator who has the command line alone is told the same, under the number that people know.
    private static async Task IsSeenByCommandAsync(Scene scene, string code, string words)
    {
        var (ends, output, error) = await situation.CommandAsync("status", "--json");

        Assert.AreEqual(ExitCodes.Failing, ends, output + error);
        var told = (JObject)NewtonsoftSerializer.Parse(output);
        Assert.IsTrue(
            told["errors"]!
                .Concat(told.SelectTokens("$.sides[*].fault").Where(fault => fault.HasValues))
                .Any(fault => (string?)fault["code"] == code && fault.ToString().Contains(words, StringComparison.Ordinal)),
            $"{code} '{words}':\n{output}"
        );
        var line = ((JObject)NewtonsoftSerializer.Parse((await situation.CommandAsync("invoice", scene.Number, "--json")).Output))["invoices"]?.Single();
        Assert.AreNotEqual("done", (string?)line?["state"], line?.ToString());
    }

    [TestMethod]
    public void Every_situation_has_its_row() => CollectionAssert.AreEquivalent(Rows.Select(row => (string)row[1]).ToList(), Obstacles.All.Keys.ToList());

    [TestMethod]
    public void Every_proof_is_a_test()
    {
        var tests = typeof(When_the_connector_stops_what_is_confirmed)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods().Where(method => method.IsDefined(typeof(TestMethodAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}")
            )
            .ToHashSet(StringComparer.Ordinal);

        Assert.IsEmpty(RemedyTable.Of("Connector.Tests").Where(remedy => remedy.Proof is { } proof && !tests.Contains(proof)));
    }
}
