using System.Net;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Tests.WebApi;

/// <summary>
/// The option <c>$apply</c>: requests and answers in the form of the examples at
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data.
/// </summary>
[TestClass]
public sealed class When_rows_are_aggregated
{
    private const string Formatted = "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"";
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        var jim = await dataverse.Administrator.Create("contacts", new { firstname = "Jim", lastname = "Glynn (sample)" });
        var maria = await dataverse.Administrator.Create("contacts", new { firstname = "Maria", lastname = "Campbell (sample)" });
        await Account("Fourth Coffee", 10000, "WA", jim);
        await Account("Litware", 20000, "WA", maria);
        await Account("Adventure Works", 60000, "TX", maria);
        var inactive = await Account("Fabrikam", 10000, null, null);
        (await dataverse.Administrator.Patch($"accounts({inactive})", new { statecode = 1, statuscode = 2 })).Is(HttpStatusCode.NoContent);
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    [DataRow("groupby((statuscode))", """[{"statuscode":1},{"statuscode":2}]""")]
    [DataRow("groupby((statuscode),aggregate($count as count))", """[{"statuscode":1,"count":3},{"statuscode":2,"count":1}]""")]
    [DataRow("aggregate(creditlimit with sum as total)", """[{"total":100000}]""")]
    [DataRow(
        "groupby((statuscode),aggregate(creditlimit with average as averagevalue))",
        """[{"statuscode":1,"averagevalue":30000},{"statuscode":2,"averagevalue":10000}]"""
    )]
    [DataRow("groupby((statuscode),aggregate(creditlimit with sum as total))", """[{"statuscode":1,"total":90000},{"statuscode":2,"total":10000}]""")]
    [DataRow("aggregate(creditlimit with min as least,creditlimit with max as most,$count as count)", """[{"least":10000,"most":60000,"count":4}]""")]
    [DataRow("filter(creditlimit gt 99999)/aggregate($count as count,creditlimit with max as most)", """[{"count":0}]""")]
    public async Task The_answer_is_that_of_the_documentation(string apply, string expected)
    {
        var answer = (await dataverse.Administrator.Get($"accounts?$apply={apply}")).Is(HttpStatusCode.OK);

        Assert.AreEqual(expected, answer.Json["value"]!.ToJsonString());
        Assert.AreEqual(dataverse.ServiceRoot + "$metadata#accounts", answer.Json["@odata.context"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_column_of_another_table_comes_under_the_names_of_both()
    {
        var answer = await dataverse.Administrator.Get(
            "accounts?$apply=filter(primarycontactid/fullname ne null)/groupby((primarycontactid/fullname),aggregate(creditlimit with sum as total))"
                + "&$orderby=primarycontactid/fullname"
        );

        Assert.AreEqual(
            """[{"total":10000,"contact_fullname":"Jim Glynn (sample)"},{"total":80000,"contact_fullname":"Maria Campbell (sample)"}]""",
            answer.Is(HttpStatusCode.OK).Json["value"]!.ToJsonString()
        );
    }

    [TestMethod]
    public async Task A_filter_goes_first()
    {
        var answer = await dataverse.Administrator.Get(
            "accounts?$apply=filter(address1_stateorprovince eq 'WA')/groupby((primarycontactid/fullname))&$orderby=primarycontactid/fullname desc"
        );

        Assert.AreEqual(
            """[{"contact_fullname":"Maria Campbell (sample)"},{"contact_fullname":"Jim Glynn (sample)"}]""",
            answer.Is(HttpStatusCode.OK).Json["value"]!.ToJsonString()
        );
    }

    [TestMethod]
    public async Task Empty_values_of_distinct_columns_do_not_come()
    {
        var answer = await dataverse.Administrator.Get(
            "accounts?$apply=groupby((statecode,statuscode,address1_stateorprovince))&$orderby=statecode,address1_stateorprovince"
        );

        Assert.AreEqual(
            """
            [{"statecode":0,"statuscode":1,"address1_stateorprovince":"TX"},{"statecode":0,"statuscode":1,"address1_stateorprovince":"WA"},
            {"statecode":1,"statuscode":2}]
            """.ReplaceLineEndings(""),
            answer.Is(HttpStatusCode.OK).Json["value"]!.ToJsonString()
        );
    }

    [TestMethod]
    public async Task Formatted_values_come_where_they_are_asked_for()
    {
        var answer = await dataverse.Administrator.Get(
            "accounts?$apply=groupby((statuscode),aggregate($count as count,creditlimit with sum as total))&$orderby=statuscode",
            ("Prefer", Formatted)
        );

        var first = answer.Is(HttpStatusCode.OK).Rows[0];
        Assert.AreEqual("Active", first["statuscode@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("3", first["count@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("90,000.00", first["total@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
    }

    [TestMethod]
    [DataRow("min", "first")]
    [DataRow("max", "last")]
    public async Task A_date_is_compared_and_comes_as_a_date(string function, string alias)
    {
        var created = (await dataverse.Administrator.Get("accounts?$select=createdon"))
            .Is(HttpStatusCode.OK)
            .Rows.Select(row => row["createdon"]!.GetValue<DateTime>())
            .ToList();

        var answer = await dataverse.Administrator.Get($"accounts?$apply=aggregate(createdon with {function} as {alias})");

        var expected = function == "min" ? created.Min() : created.Max();
        Assert.AreEqual(expected, answer.Is(HttpStatusCode.OK).Rows.Single()[alias]!.GetValue<DateTime>());
    }

    [TestMethod]
    public async Task Rows_of_a_collection_are_aggregated()
    {
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Aggregated" });
        foreach (var amount in (decimal[])[1.5m, 2])
        {
            await dataverse.Administrator.Create(
                "msdyn_actuals",
                new Dictionary<string, object> { ["msdyn_amount"] = amount, ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})" }
            );
        }

        await dataverse.Administrator.Create("msdyn_actuals", new { msdyn_amount = 100 });

        var answer = await dataverse.Administrator.Get(
            $"msdyn_projects({project})/msdyn_project_msdyn_actual_msdyn_project?$apply=aggregate(msdyn_amount with sum as total)"
        );

        Assert.AreEqual("""[{"total":3.5}]""", answer.Is(HttpStatusCode.OK).Json["value"]!.ToJsonString());
    }

    [TestMethod]
    [DataRow("groupby((createdon))", "groupby with datetime values is not supported")]
    [DataRow("groupby((statuscode),aggregate($count as count))&$orderby=count", "The query node SingleValueOpenPropertyAccess is not supported")]
    [DataRow("aggregate(creditlimit with countdistinct as different)", "CountDistinct")]
    [DataRow("aggregate(primarycontactid/fullname with max as name)", "grouped by, not aggregated")]
    [DataRow("filter(creditlimit gt 1)", "$filter")]
    [DataRow("groupby((statuscode))/filter(statuscode eq 1)", "Nothing can follow")]
    [DataRow("aggregate(nothing with sum as total)", "nothing")]
    public async Task What_the_platform_does_not_support_is_refused(string apply, string message)
    {
        var answer = await dataverse.Administrator.Get($"accounts?$apply={apply}");

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
        Assert.Contains(message, answer.ErrorMessage!);
    }

    [TestMethod]
    public async Task More_than_50000_rows_are_not_aggregated()
    {
        dataverse.Organization.AddTable(new TableMetadata("test_many", "test_manies", "test_manyid", "", TableOwnership.None));
        Fill(50_000);
        const string Count = "test_manies?$apply=aggregate($count as count)";
        Assert.AreEqual("""[{"count":50000}]""", (await dataverse.Administrator.Get(Count)).Is(HttpStatusCode.OK).Json["value"]!.ToJsonString());

        Fill(1);

        (await dataverse.Administrator.Get(Count)).IsError(HttpStatusCode.BadRequest, "0x8004e023");
    }

    private static void Fill(int count)
    {
        var service = dataverse.Organization.CreateService(dataverse.Organization.SystemUserId);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(10_000))
        {
            service.Execute(new CreateMultipleRequest { Targets = new EntityCollection([.. chunk.Select(_ => new Entity("test_many"))]) });
        }
    }

    private static Task<Guid> Account(string name, decimal limit, string? state, Guid? contact) =>
        dataverse.Administrator.Create(
            "accounts",
            new Dictionary<string, object?>
            {
                ["name"] = name,
                ["creditlimit"] = limit,
                ["address1_stateorprovince"] = state,
                ["primarycontactid@odata.bind"] = contact is { } id ? $"/contacts({id})" : null,
            }
        );
}
