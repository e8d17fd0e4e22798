using System.Net;
using System.Text.Json.Nodes;

namespace LocalDataverse.Tests.WebApi;

/// <summary>
/// The options <c>savedQuery</c> and <c>userQuery</c>.
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/retrieve-and-execute-predefined-queries
/// </summary>
[TestClass]
public sealed class When_a_stored_query_is_run
{
    private const string Collection = "account_msdyn_project_msdyn_customer";

    private const string Fetch =
        "<fetch><entity name='msdyn_project'><attribute name='msdyn_subject'/><attribute name='msdyn_description'/><order attribute='msdyn_subject'/>"
        + "<filter><condition attribute='msdyn_subject' operator='like' value='Stored %'/></filter></entity></fetch>";

    private static RunningDataverse dataverse = null!;
    private static Guid customer;
    private static Guid view;
    private static Guid own;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Shared;
        customer = await dataverse.Administrator.Create("accounts", new { name = "Stored customer" });
        await Project("Stored one", customer);
        await Project("Stored two", customer);
        await Project("Stored three", null);
        await Project("Not of the query", customer);
        view = await Query("savedqueries", Fetch);
        own = await Query("userqueries", Fetch);
    }

    [TestMethod]
    public async Task A_view_is_found_by_its_name_and_run_by_its_id()
    {
        var found = (await dataverse.Administrator.Get("savedqueries?$select=name,savedqueryid&$filter=name eq 'Stored projects'")).Is(HttpStatusCode.OK);

        var answer = await dataverse.Administrator.Get($"msdyn_projects?savedQuery={found.Rows.Single()["savedqueryid"]}");

        Assert.AreEqual("Stored one,Stored three,Stored two", Subjects(answer));
    }

    [TestMethod]
    public async Task A_view_of_a_user_is_run_too()
    {
        Assert.AreEqual("Stored one,Stored three,Stored two", Subjects(await dataverse.Administrator.Get($"msdyn_projects?userQuery={own}")));
    }

    [TestMethod]
    public async Task Empty_columns_do_not_come()
    {
        var answer = await dataverse.Administrator.Get($"msdyn_projects?savedQuery={view}");

        var names = answer.Is(HttpStatusCode.OK).Rows[0].Select(property => property.Key).Order(StringComparer.Ordinal);
        Assert.AreEqual("@odata.etag,msdyn_projectid,msdyn_subject", string.Join(',', names));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/")]
    public async Task It_is_applied_to_a_collection_of_a_row(string slash)
    {
        var answer = await dataverse.Administrator.Get($"accounts({customer})/{Collection}{slash}?savedQuery={view}");

        Assert.AreEqual("Stored one,Stored two", Subjects(answer));
    }

    [TestMethod]
    public async Task FetchXML_is_applied_to_a_collection_too_of_many_to_many_as_well()
    {
        const string Teams = "<fetch><entity name='team'><attribute name='name'/></entity></fetch>";
        var team = await dataverse.Administrator.Create("teams", new { name = "Stored team" });
        await dataverse.Administrator.Create("teams", new { name = "Another team" });
        var reference = new Dictionary<string, string> { ["@odata.id"] = $"{dataverse.ServiceRoot}teams({team})" };
        var user = $"systemusers({RunningDataverse.PersonId})/teammembership_association";
        (await dataverse.Administrator.Post(user + "/$ref", reference)).Is(HttpStatusCode.NoContent);

        var projects = await dataverse.Administrator.Get($"accounts({customer})/{Collection}?fetchXml={Uri.EscapeDataString(Fetch)}");
        var teams = await dataverse.Administrator.Get($"{user}?fetchXml={Uri.EscapeDataString(Teams)}");

        Assert.AreEqual("Stored one,Stored two", Subjects(projects));
        Assert.AreEqual("Stored team", teams.Is(HttpStatusCode.OK).Rows.Single()["name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task Links_lead_through_its_pages()
    {
        List<string> pages = [];
        var address = $"msdyn_projects?savedQuery={view}";
        while (address is not null)
        {
            var page = await dataverse.Administrator.Get(address, ("Prefer", "odata.maxpagesize=2"));
            pages.Add(Subjects(page));
            address = page.Json["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.AreEqual("Stored one,Stored three|Stored two", string.Join('|', pages));
    }

    [TestMethod]
    public async Task One_that_is_not_there_is_404()
    {
        (await dataverse.Administrator.Get($"msdyn_projects?savedQuery={Guid.NewGuid()}")).IsError(HttpStatusCode.NotFound, "0x80040217");
    }

    [TestMethod]
    public async Task One_of_another_table_is_refused()
    {
        (await dataverse.Administrator.Get($"accounts?savedQuery={view}")).IsError(HttpStatusCode.BadRequest, "0x80060888");
    }

    [TestMethod]
    public async Task Who_may_not_read_the_rows_is_refused()
    {
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        (await reader.Get($"msdyn_projects?savedQuery={view}")).IsError(HttpStatusCode.Forbidden, "0x80040220");
    }

    [TestMethod]
    [DataRow("$filter=msdyn_subject eq 'Stored one'", "$filter")]
    [DataRow("$select=msdyn_subject", "$select")]
    public async Task Options_whose_effect_is_not_documented_are_refused(string option, string name)
    {
        var answer = await dataverse.Administrator.Get($"msdyn_projects?savedQuery={view}&{option}");

        answer.IsError(HttpStatusCode.NotImplemented, "0x80004001");
        Assert.Contains(name, answer.ErrorMessage!);
    }

    private static string Subjects(Answer answer) => string.Join(',', answer.Is(HttpStatusCode.OK).Rows.Select(Subject));

    private static string Subject(JsonObject row) => row["msdyn_subject"]!.GetValue<string>();

    private static Task<Guid> Query(string set, string fetch) =>
        dataverse.Administrator.Create(
            set,
            new
            {
                name = "Stored projects",
                returnedtypecode = "msdyn_project",
                querytype = 0,
                fetchxml = fetch,
            }
        );

    private static Task<Guid> Project(string name, Guid? of) =>
        dataverse.Administrator.Create(
            "msdyn_projects",
            new Dictionary<string, object?> { ["msdyn_subject"] = name, ["msdyn_Customer@odata.bind"] = of is { } id ? $"/accounts({id})" : null }
        );
}
