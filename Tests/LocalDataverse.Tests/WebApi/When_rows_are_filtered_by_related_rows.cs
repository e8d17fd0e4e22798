using System.Net;

namespace LocalDataverse.Tests.WebApi;

/// <summary>The operators <c>any</c> and <c>all</c>.</summary>
[TestClass]
public sealed class When_rows_are_filtered_by_related_rows
{
    private const string Actuals = "msdyn_project_msdyn_actual_msdyn_project";
    private const string Projects = "account_msdyn_project_msdyn_customer";
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Shared;
        var customer = await dataverse.Administrator.Create("accounts", new { name = "Related customer" });
        var one = await Project("one", customer);
        var two = await Project("two", customer);
        await Project("three", null);
        await Actual("Alpha", 10, 1, one);
        await Actual("Beta", 20, null, one);
        await Actual("Gamma", 30, 2, two);
    }

    [TestMethod]
    [DataRow($"{Actuals}/any()", "one,two")]
    [DataRow($"not {Actuals}/any()", "three")]
    [DataRow($"{Actuals}/any(a:a/msdyn_amount eq 20)", "one")]
    [DataRow($"{Actuals}/any(a:contains(a/msdyn_description,'am') and a/msdyn_amount gt 20)", "two")]
    [DataRow($"{Actuals}/any(a:a/msdyn_description eq 'Alpha' and a/msdyn_amount eq 20)", "")]
    [DataRow($"{Actuals}/any(a:a/msdyn_description eq 'Alpha') and {Actuals}/any(a:a/msdyn_amount eq 20)", "one")]
    [DataRow($"{Actuals}/any(a:a/msdyn_amount eq 30) or msdyn_subject eq 'Related three'", "three,two")]
    [DataRow($"{Actuals}/all(a:a/msdyn_amount lt 25)", "one,three")]
    [DataRow($"{Actuals}/all(a:a/msdyn_quantity ne null)", "three,two")]
    [DataRow($"{Actuals}/any() and {Actuals}/all(a:a/msdyn_amount lt 25)", "one")]
    [DataRow($"not {Actuals}/all(a:a/msdyn_amount lt 25)", "two")]
    [DataRow($"{Actuals}/any(a:a/msdyn_amount eq 10 or a/msdyn_amount eq 30)", "one,two")]
    [DataRow($"{Actuals}/any(a:a/msdyn_Project/msdyn_subject eq 'Related two')", "two")]
    [DataRow($"{Actuals}/any(a:a/msdyn_amount in (20,30)) and msdyn_Customer/name eq 'Related customer'", "one,two")]
    public async Task A_collection_is_asked_as_OData_says(string filter, string expected)
    {
        var answer = await dataverse.Administrator.Get(
            $"msdyn_projects?$select=msdyn_subject&$orderby=msdyn_subject&$filter=startswith(msdyn_subject,'Related ') and ({filter})"
        );

        Assert.AreEqual(expected, Subjects(answer));
    }

    [TestMethod]
    [DataRow($"{Projects}/any(p:p/{Actuals}/any(a:a/msdyn_amount eq 30))", 1)]
    [DataRow($"{Projects}/any(p:p/msdyn_subject eq 'Related one' and p/{Actuals}/any(a:a/msdyn_amount eq 30))", 0)]
    [DataRow($"{Projects}/all(p:p/{Actuals}/all(a:a/msdyn_amount gt 5))", 1)]
    public async Task Collections_are_nested(string filter, int expected)
    {
        var answer = await dataverse.Administrator.Get($"accounts?$select=name&$filter=name eq 'Related customer' and {filter}");

        Assert.HasCount(expected, answer.Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task A_collection_of_many_to_many_is_asked_from_both_sides()
    {
        var team = await dataverse.Administrator.Create("teams", new { name = "Related team" });
        var reference = new Dictionary<string, string> { ["@odata.id"] = $"{dataverse.ServiceRoot}systemusers({RunningDataverse.ReaderId})" };
        (await dataverse.Administrator.Post($"teams({team})/teammembership_association/$ref", reference)).Is(HttpStatusCode.NoContent);

        var users = await dataverse.Administrator.Get("systemusers?$select=fullname&$filter=teammembership_association/any(t:t/name eq 'Related team')");
        var teams = await dataverse.Administrator.Get(
            "teams?$select=name&$filter=startswith(name,'Related') and teammembership_association/all(u:u/fullname eq 'Application that reads')"
        );

        Assert.AreEqual("Application that reads", users.Is(HttpStatusCode.OK).Rows.Single()["fullname"]!.GetValue<string>());
        Assert.AreEqual(team, teams.Is(HttpStatusCode.OK).Rows.Single()["teamid"]!.GetValue<Guid>());
    }

    [TestMethod]
    public async Task FetchXML_says_the_same_below_or()
    {
        const string Fetch =
            "<fetch><entity name='msdyn_project'><attribute name='msdyn_subject'/><order attribute='msdyn_subject'/>"
            + "<filter><condition attribute='msdyn_subject' operator='like' value='Related %'/><filter type='or'>"
            + "<link-entity name='msdyn_actual' from='msdyn_project' to='msdyn_projectid' link-type='any'><filter>"
            + "<condition attribute='msdyn_amount' operator='eq' value='30'/></filter></link-entity>"
            + "<link-entity name='msdyn_actual' from='msdyn_project' to='msdyn_projectid' link-type='not any'/></filter></filter></entity></fetch>";

        var answer = await dataverse.Administrator.Get($"msdyn_projects?fetchXml={Uri.EscapeDataString(Fetch)}");

        Assert.AreEqual("three,two", Subjects(answer));
    }

    [TestMethod]
    [DataRow($"msdyn_actuals?$filter=msdyn_Project/{Actuals}/any(a:a/msdyn_amount eq 10)", "not behind one of a lookup")]
    [DataRow($"msdyn_projects?$filter={Actuals}/any(a:a/msdyn_description eq msdyn_subject)", "cannot name")]
    [DataRow($"msdyn_projects?$filter={Actuals}/any(a:a/nothing eq 1)", "nothing")]
    public async Task What_the_platform_does_not_support_is_refused(string address, string message)
    {
        var answer = await dataverse.Administrator.Get(address);

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
        Assert.Contains(message, answer.ErrorMessage!);
    }

    [TestMethod]
    public async Task Who_may_not_read_the_collection_learns_nothing_of_it()
    {
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var answer = await reader.Get($"accounts?$filter={Projects}/any()");

        answer.IsError(HttpStatusCode.Forbidden, "0x80040220");
    }

    private static string Subjects(Answer answer) =>
        string.Join(',', answer.Is(HttpStatusCode.OK).Rows.Select(row => row["msdyn_subject"]!.GetValue<string>()["Related ".Length..]));

    private static Task<Guid> Project(string name, Guid? customer) =>
        dataverse.Administrator.Create(
            "msdyn_projects",
            new Dictionary<string, object?>
            {
                ["msdyn_subject"] = "Related " + name,
                ["msdyn_Customer@odata.bind"] = customer is { } id ? $"/accounts({id})" : null,
            }
        );

    private static Task<Guid> Actual(string name, decimal amount, decimal? quantity, Guid project) =>
        dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?>
            {
                ["msdyn_description"] = name,
                ["msdyn_amount"] = amount,
                ["msdyn_quantity"] = quantity,
                ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})",
            }
        );
}
