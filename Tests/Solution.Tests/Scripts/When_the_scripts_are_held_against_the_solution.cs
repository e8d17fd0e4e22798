using System.Text.Json;
using System.Xml.Linq;
using Solution.Packer.Declarations;

namespace Solution.Tests.Scripts;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_scripts_are_held_against_the_solution
{
    private const int StringType = 10;

    // Called by programs only: the connector and the steps of chunks.
    private static readonly string[] OfPrograms =
    [
        "pinv_ConfirmInvoiceChunk",
        "pinv_RecordInvoicePosting",
        "pinv_RecordJournalPosting",
        "pinv_RecordWithdrawal",
    ];

    private static readonly Lazy<Task<JsonElement>> Contract = new(async () => JsonDocument.Parse(await NodeProject.RunAsync("contract")).RootElement);
    private static readonly IReadOnlyList<CustomApi> Declared = DeclarationReader.Read(TestEnvironment.PluginAssembly).CustomApis;

    [TestMethod]
    public async Task They_call_every_custom_api_that_is_for_people_and_no_other()
    {
        var called = (await RequestsAsync()).Select(request => Text(request, "operationName")!).Order(StringComparer.Ordinal);

        Assert.AreEqual(Lines(Declared.Select(api => api.UniqueName).Except(OfPrograms).Order(StringComparer.Ordinal)), Lines(called));
    }

    [TestMethod]
    public async Task They_call_each_as_it_is_declared()
    {
        foreach (var request in await RequestsAsync())
        {
            var api = Declared.Single(one => one.UniqueName == Text(request, "operationName"));

            var expected = api.Parameters.Where(parameter => parameter.Type == StringType).Select(parameter => $"{parameter.Name} Edm.String 1");
            var bound = api.BoundTable is null ? [] : new[] { $"entity mscrm.{api.BoundTable} 5" };
            Assert.AreEqual(Lines([.. bound, .. expected]), Lines(ParametersOf(request)), api.UniqueName);
            Assert.AreEqual(api.BoundTable is null ? null : "entity", Text(request, "boundParameter"), api.UniqueName);
            Assert.AreEqual(api.IsFunction ? 1 : 0, request.GetProperty("operationType").GetInt32(), api.UniqueName);
            Assert.IsEmpty(
                api.Parameters.Where(parameter => !parameter.Optional && !request.GetProperty("parameterTypes").TryGetProperty(parameter.Name, out _)),
                api.UniqueName
            );
        }
    }

    [TestMethod]
    public async Task They_ask_for_the_privilege_that_the_server_asks_for()
    {
        foreach (var command in (await Contract.Value).GetProperty("table").GetProperty("callers").EnumerateObject())
        {
            var api = Declared.Single(one => one.UniqueName == Text(command.Value, "message"));

            Assert.AreEqual(api.ExecutePrivilege, Text(command.Value, "privilege"), command.Name);
            Assert.AreEqual(api.ExecutePrivilege is null, command.Value.GetProperty("roles").GetArrayLength() > 0, command.Name);
        }
    }

    [TestMethod]
    [DataRow("administrator", "Project Invoice Administrator")]
    [DataRow("financeIntegration", "Project Invoice Finance Integration")]
    public async Task They_know_the_roles_by_their_ids(string name, string role)
    {
        var id = Text((await Contract.Value).GetProperty("table").GetProperty("roles"), name);

        var file = XDocument.Load(Path.Combine(TestEnvironment.SourceFolder, "Roles", role + ".xml"));
        Assert.AreEqual(Guid.Parse((string)file.Root!.Attribute("id")!), Guid.Parse(id!));
    }

    [TestMethod]
    [DataRow("ConfirmationStatus", "pinv_confirmationstatus", true)]
    [DataRow("FinanceStatus", "pinv_financestatus", true)]
    [DataRow("ChunkKind", "pinv_chunkkind", false)]
    public async Task They_know_the_values_of_the_choices(string name, string choice, bool isWhole)
    {
        var known = (await Contract.Value)
            .GetProperty("choices")
            .GetProperty(name)
            .EnumerateObject()
            .Select(value => $"{Plain(value.Name)} {value.Value}")
            .ToList();

        var options = XDocument.Load(Path.Combine(TestEnvironment.SourceFolder, "OptionSets", choice + ".xml")).Descendants("option").Select(Option).ToList();
        Assert.IsEmpty(known.Except(options));
        Assert.IsTrue(!isWhole || known.Count == options.Count);
    }

    [TestMethod]
    public async Task They_read_columns_that_the_solution_has()
    {
        var read = (await Contract.Value).GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).Where(IsOwn).ToList();

        var table = XDocument.Load(Path.Combine(TestEnvironment.SourceFolder, "Entities", "Invoice", "Entity.xml"));
        Assert.IsNotEmpty(read);
        Assert.IsEmpty(read.Except(table.Descendants("LogicalName").Select(column => column.Value)));
    }

    private static async Task<IReadOnlyList<JsonElement>> RequestsAsync() => [.. (await Contract.Value).GetProperty("requests").EnumerateArray()];

    private static IEnumerable<string> ParametersOf(JsonElement request) =>
        request
            .GetProperty("parameterTypes")
            .EnumerateObject()
            .Select(parameter => $"{parameter.Name} {Text(parameter.Value, "typeName")} {parameter.Value.GetProperty("structuralProperty")}");

    private static string Option(XElement option) =>
        $"{Plain((string)option.Descendants("label").First(label => (string)label.Attribute("languagecode")! == "1033").Attribute("description")!)} "
        + (string)option.Attribute("value")!;

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static bool IsOwn(string column) => column.StartsWith("pinv_", StringComparison.Ordinal);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
