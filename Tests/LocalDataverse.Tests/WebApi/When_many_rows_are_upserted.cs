using System.Net;
using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.WebApi;

/// <summary>
/// The action UpsertMultiple, with requests in the form of https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/upsertmultiple.
/// </summary>
[TestClass]
public sealed class When_many_rows_are_upserted
{
    private const string Action = "sample_examples/Microsoft.Dynamics.CRM.UpsertMultiple";
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Declare(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        dataverse.Organization.AddTable(
            new TableMetadata("sample_example", "sample_examples", "sample_exampleid", "sample_name", TableOwnership.User).WithColumns([
                new ColumnMetadata("sample_keyattribute", ColumnType.String) { MaxLength = 7 },
            ])
        );
        dataverse.Organization.AddKey("sample_example", new AlternateKey("sample_key", "Key", ["sample_keyattribute"]));
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task Rows_with_a_known_key_are_changed_and_the_others_made()
    {
        await dataverse.Administrator.Create("sample_examples", new { sample_keyattribute = "0000001", sample_name = "before" });

        var answer = await dataverse.Administrator.Post(Action, Targets(Row("0000001", "sample record 0000001"), Row("0000002", "sample record 0000002")));

        answer.Is(HttpStatusCode.NoContent);
        Assert.IsEmpty(answer.Text);
        var rows = (await dataverse.Administrator.Get("sample_examples?$select=sample_name,sample_keyattribute&$orderby=sample_keyattribute")).Rows;
        Assert.AreEqual(
            "0000001 sample record 0000001,0000002 sample record 0000002",
            string.Join(',', rows.Select(row => $"{row["sample_keyattribute"]} {row["sample_name"]}"))
        );
    }

    [TestMethod]
    public async Task A_row_may_be_named_by_its_id()
    {
        var id = Guid.NewGuid();
        Dictionary<string, object> row = new() { ["@odata.type"] = "Microsoft.Dynamics.CRM.sample_example", ["sample_exampleid"] = id };

        (await dataverse.Administrator.Post(Action, Targets(new Dictionary<string, object>(row) { ["sample_name"] = "made" }))).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Post(Action, Targets(new Dictionary<string, object>(row) { ["sample_name"] = "changed" }))).Is(HttpStatusCode.NoContent);

        var read = (await dataverse.Administrator.Get($"sample_examples({id})?$select=sample_name")).Is(HttpStatusCode.OK);
        Assert.AreEqual("changed", read.Json["sample_name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task One_bad_row_takes_back_all()
    {
        var answer = await dataverse.Administrator.Post(Action, Targets(Row("0000003", "good"), Row("0000004", new string('x', 101))));

        answer.IsError(HttpStatusCode.BadRequest, "0x80044331");
        Assert.IsEmpty((await dataverse.Administrator.Get("sample_examples?$filter=sample_keyattribute eq '0000003'")).Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task Each_row_has_to_name_its_table()
    {
        var row = Row("0000005", "no type");
        row.Remove("@odata.type");

        var answer = await dataverse.Administrator.Post(Action, Targets(row));

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
        Assert.Contains("@odata.type", answer.ErrorMessage!);
    }

    [TestMethod]
    public async Task An_address_of_another_table_is_refused()
    {
        var row = Row("0000006", "another");
        row["@odata.id"] = $"accounts({Guid.NewGuid()})";

        (await dataverse.Administrator.Post(Action, Targets(row))).IsError(HttpStatusCode.BadRequest, "0x80060888");
    }

    private static object Targets(params Dictionary<string, object>[] rows) => new { Targets = rows };

    private static Dictionary<string, object> Row(string key, string name) =>
        new()
        {
            ["@odata.type"] = "Microsoft.Dynamics.CRM.sample_example",
            ["sample_name"] = name,
            ["@odata.id"] = $"sample_examples(sample_keyattribute='{key}')",
        };
}
