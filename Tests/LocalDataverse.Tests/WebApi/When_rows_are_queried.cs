using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_rows_are_queried
{
    private static Guid project;
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Shared;
        project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Queried project" });
        await Actual("Alpha", 10, 1, "2026-01-10T00:00:00Z", project);
        await Actual("Beta 100%", 20, 2, "2026-02-10T00:00:00Z", project);
        await Actual("Gamma", 30, null, "2026-03-10T00:00:00Z", null);
        await Actual("O'Hara", 40, 4, null, null);
    }

    private static Task<Guid> Actual(string name, decimal amount, decimal? quantity, string? date, Guid? projectId) =>
        dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?>
            {
                ["msdyn_description"] = name,
                ["msdyn_externaldescription"] = "queried",
                ["msdyn_amount"] = amount,
                ["msdyn_quantity"] = quantity,
                ["msdyn_startdatetime"] = date,
                ["msdyn_Project@odata.bind"] = projectId is { } id ? $"/msdyn_projects({id})" : null,
            }
        );

    [TestMethod]
    [DataRow("msdyn_description eq 'alpha'", "Alpha")]
    [DataRow("msdyn_description eq 'O''Hara'", "O'Hara")]
    [DataRow("msdyn_amount gt 20", "Gamma,O'Hara")]
    [DataRow("msdyn_amount ge 20 and msdyn_amount lt 40", "Beta 100%,Gamma")]
    [DataRow("msdyn_amount le 10 or msdyn_amount eq 40", "Alpha,O'Hara")]
    [DataRow("not (msdyn_amount le 10 or msdyn_amount eq 40)", "Beta 100%,Gamma")]
    [DataRow("20 lt msdyn_amount", "Gamma,O'Hara")]
    [DataRow("msdyn_quantity eq null", "Gamma")]
    [DataRow("msdyn_quantity ne null", "Alpha,Beta 100%,O'Hara")]
    [DataRow("msdyn_quantity ne 1", "Beta 100%,Gamma,O'Hara")]
    [DataRow("contains(msdyn_description,'0%')", "Beta 100%")]
    [DataRow("startswith(msdyn_description,'Ga')", "Gamma")]
    [DataRow("endswith(msdyn_description,'a')", "Alpha,Gamma,O'Hara")]
    [DataRow("not contains(msdyn_description,'a')", "")]
    [DataRow("contains(msdyn_description,'Har') eq false", "Alpha,Beta 100%,Gamma")]
    [DataRow("msdyn_description in ('Alpha','Gamma')", "Alpha,Gamma")]
    [DataRow("Microsoft.Dynamics.CRM.In(PropertyName='msdyn_description',PropertyValues=['Alpha','Gamma'])", "Alpha,Gamma")]
    [DataRow("Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1='msdyn_description'&@p2=['Alpha','Gamma']", "Alpha,Gamma")]
    [DataRow("Microsoft.Dynamics.CRM.On(PropertyName='msdyn_startdatetime',PropertyValue='2026-02-10')", "Beta 100%")]
    [DataRow("Microsoft.Dynamics.CRM.OnOrAfter(PropertyName='msdyn_startdatetime',PropertyValue='2026-02-10')", "Beta 100%,Gamma")]
    [DataRow("Microsoft.Dynamics.CRM.Between(PropertyName='msdyn_amount',PropertyValues=['20','30'])", "Beta 100%,Gamma")]
    [DataRow("Microsoft.Dynamics.CRM.Today(PropertyName='createdon') and msdyn_amount eq 10", "Alpha")]
    [DataRow("Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=2) and msdyn_amount eq 10", "Alpha")]
    [DataRow("Microsoft.Dynamics.CRM.OlderThanXYears(PropertyName='createdon',PropertyValue=1)", "")]
    [DataRow("Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and msdyn_amount lt 30", "Alpha,Beta 100%")]
    [DataRow("msdyn_startdatetime ge 2026-02-01T00:00:00Z", "Beta 100%,Gamma")]
    [DataRow("msdyn_startdatetime lt 2026-02-10T00:00:01%2B02:00", "Alpha")]
    [DataRow("_msdyn_project_value ne null", "Alpha,Beta 100%")]
    [DataRow("msdyn_Project/msdyn_subject eq 'Queried project'", "Alpha,Beta 100%")]
    [DataRow("msdyn_Project/msdyn_subject eq 'Queried project' and msdyn_amount gt 10", "Beta 100%")]
    [DataRow("statecode eq 0 and msdyn_amount eq 10", "Alpha")]
    public async Task A_filter_finds_what_it_says(string filter, string expected)
    {
        var (condition, aliases) = filter.IndexOf("&@", StringComparison.Ordinal) is > 0 and var at ? (filter[..at], filter[at..]) : (filter, "");

        var answer = (
            await dataverse.Administrator.Get(
                $"msdyn_actuals?$select=msdyn_description&$orderby=msdyn_amount&$filter=msdyn_externaldescription eq 'queried' and ({condition}){aliases}"
            )
        ).Is(HttpStatusCode.OK);

        Assert.AreEqual(expected, string.Join(',', answer.Rows.Select(row => row["msdyn_description"]!.GetValue<string>())));
    }

    [TestMethod]
    public async Task A_lookup_is_filtered_by_its_value_property()
    {
        var answer = await dataverse.Administrator.Get($"msdyn_actuals?$select=msdyn_amount&$filter=_msdyn_project_value eq {project}");

        Assert.HasCount(2, answer.Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task Order_top_and_count_are_kept()
    {
        var answer = await dataverse.Administrator.Get(
            "msdyn_actuals?$select=msdyn_description&$filter=msdyn_externaldescription eq 'queried'&$orderby=msdyn_amount desc&$top=2&$count=true"
        );

        Assert.AreEqual("O'Hara,Gamma", string.Join(',', answer.Is(HttpStatusCode.OK).Rows.Select(row => row["msdyn_description"]!.GetValue<string>())));
        Assert.AreEqual(4, answer.Json["@odata.count"]!.GetValue<int>());
        Assert.IsFalse(answer.Json.ContainsKey("@odata.nextLink"));
    }

    [TestMethod]
    public async Task The_key_and_the_etag_come_always()
    {
        var row = (await dataverse.Administrator.Get("msdyn_actuals?$select=msdyn_description&$top=1")).Is(HttpStatusCode.OK).Rows.Single();

        Assert.IsTrue(row.ContainsKey("msdyn_actualid"));
        StringAssert.Matches(row["@odata.etag"]!.GetValue<string>(), new System.Text.RegularExpressions.Regex("^W/\"\\d+\"$"));
        Assert.HasCount(3, row);
    }

    [TestMethod]
    public async Task There_is_no_skip()
    {
        (await dataverse.Administrator.Get("msdyn_actuals?$skip=1")).Is(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    [DataRow("msdyn_actuals?$select=nonsense")]
    [DataRow("msdyn_actuals?$filter=nonsense eq 1")]
    [DataRow("msdyn_actuals?$filter=msdyn_amount eq")]
    [DataRow("msdyn_actuals?$orderby=nonsense")]
    [DataRow("msdyn_actuals?$expand=msdyn_project")]
    [DataRow("msdyn_actuals?$nonsense=1")]
    public async Task What_is_not_there_is_refused(string address)
    {
        (await dataverse.Administrator.Get(address)).IsError(HttpStatusCode.BadRequest, "0x80060888");
    }

    [TestMethod]
    public async Task An_unknown_set_is_404()
    {
        var answer = await dataverse.Administrator.Get("nonsense");

        answer.IsError(HttpStatusCode.NotFound, "0x8006088a");
        Assert.AreEqual("Resource not found for the segment 'nonsense'.", answer.ErrorMessage);
    }

    [TestMethod]
    public async Task The_number_of_rows_can_be_asked_for_alone()
    {
        Assert.AreEqual(
            "4",
            (await dataverse.Administrator.Get("msdyn_actuals/$count?$filter=msdyn_externaldescription eq 'queried'")).Is(HttpStatusCode.OK).Text
        );
    }
}
