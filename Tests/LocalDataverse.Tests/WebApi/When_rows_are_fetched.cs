using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_rows_are_fetched
{
    private const string Paging = "odata.include-annotations=\"Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords\"";
    private const string Everything = "odata.include-annotations=\"*\"";
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Fill(TestContext _)
    {
        dataverse = await RunningDataverse.Shared;
        var first = await Project("Fetched one");
        var second = await Project("Fetched two");
        await Project("Fetched three");
        await Actual("Alpha", 10, 1, "2026-01-10T00:00:00Z", first);
        await Actual("Beta", 20.5m, 2, "2026-02-10T00:00:00Z", first);
        await Actual("Gamma", 30, null, "2025-02-11T00:00:00Z", second);
        await Actual("Delta", 40, 2, null, null);
    }

    private static Task<Guid> Project(string name) => dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = name });

    private static Task<Guid> Actual(string name, decimal amount, decimal? quantity, string? date, Guid? project) =>
        dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?>
            {
                ["msdyn_description"] = name,
                ["msdyn_externaldescription"] = "fetched",
                ["msdyn_amount"] = amount,
                ["msdyn_quantity"] = quantity,
                ["msdyn_startdatetime"] = date,
                ["msdyn_Project@odata.bind"] = project is { } id ? $"/msdyn_projects({id})" : null,
            }
        );

    [TestMethod]
    [DataRow("<condition attribute='msdyn_amount' operator='gt' value='20.5'/>", "Delta,Gamma")]
    [DataRow(
        "<condition attribute='msdyn_description' operator='like' value='%a'/><condition attribute='msdyn_quantity' operator='not-null'/>",
        "Alpha,Beta,Delta"
    )]
    [DataRow("<condition attribute='msdyn_description' operator='in'><value>Beta</value><value>Gamma</value></condition>", "Beta,Gamma")]
    [DataRow("<condition attribute='msdyn_description' operator='not-begin-with' value='Al'/>", "Beta,Delta,Gamma")]
    [DataRow("<condition attribute='msdyn_startdatetime' operator='on' value='2026-02-10'/>", "Beta")]
    [DataRow("<condition attribute='msdyn_startdatetime' operator='on-or-after' value='2026-01-10'/>", "Alpha,Beta")]
    [DataRow("<condition attribute='msdyn_description' operator='eq' valueof='msdyn_externaldescription'/>", "")]
    [DataRow(
        "<filter type='or'><condition attribute='msdyn_amount' operator='eq' value='10'/><condition attribute='msdyn_quantity' operator='null'/></filter>",
        "Alpha,Gamma"
    )]
    [DataRow(
        "<link-entity name='msdyn_project' from='msdyn_projectid' to='msdyn_project' link-type='any'><filter>"
            + "<condition attribute='msdyn_subject' operator='eq' value='Fetched one'/></filter></link-entity>",
        "Alpha,Beta"
    )]
    [DataRow("<link-entity name='msdyn_project' from='msdyn_projectid' to='msdyn_project' link-type='not any'/>", "Delta")]
    public async Task A_filter_finds_what_it_says(string conditions, string expected)
    {
        var answer = await Fetch(
            "msdyn_actuals",
            $"<fetch><entity name='msdyn_actual'><attribute name='msdyn_description'/><order attribute='msdyn_description'/>{Rows(conditions)}</entity></fetch>"
        );

        Assert.AreEqual(expected, Column(answer, "msdyn_description"));
    }

    [TestMethod]
    public async Task Empty_columns_do_not_come_and_the_key_and_the_etag_come_always()
    {
        var answer = await Fetch(
            "msdyn_actuals",
            "<fetch top='1'><entity name='msdyn_actual'><attribute name='msdyn_description'/><attribute name='msdyn_quantity'/>"
                + $"{Rows("<condition attribute='msdyn_description' operator='eq' value='Gamma'/>")}</entity></fetch>"
        );

        var names = answer.Rows.Single().Select(property => property.Key).Order(StringComparer.Ordinal);
        Assert.AreEqual("@odata.etag,msdyn_actualid,msdyn_description", string.Join(',', names));
    }

    [TestMethod]
    [DataRow("inner", "Alpha Fetched one,Beta Fetched one,Gamma Fetched two")]
    [DataRow("outer", "Alpha Fetched one,Beta Fetched one,Delta -,Gamma Fetched two")]
    public async Task A_link_brings_columns_under_its_alias(string type, string expected)
    {
        var answer = await Fetch(
            "msdyn_actuals",
            "<fetch><entity name='msdyn_actual'><attribute name='msdyn_description'/><order attribute='msdyn_description'/>"
                + $"<link-entity name='msdyn_project' from='msdyn_projectid' to='msdyn_project' link-type='{type}' alias='p'><attribute name='msdyn_subject'/>"
                + $"</link-entity>{Rows()}</entity></fetch>"
        );

        Assert.AreEqual(expected, string.Join(',', answer.Rows.Select(row => $"{row["msdyn_description"]} {row["p.msdyn_subject"]?.ToString() ?? "-"}")));
    }

    [TestMethod]
    public async Task A_renamed_column_says_what_it_was()
    {
        var answer = await Fetch(
            "msdyn_actuals",
            $"<fetch><entity name='msdyn_actual'><attribute name='msdyn_project' alias='project'/><attribute name='msdyn_amount' alias='worth'/>"
                + $"{Rows("<condition attribute='msdyn_description' operator='eq' value='Beta'/>")}</entity></fetch>",
            Everything
        );

        var row = answer.Rows.Single();
        Assert.AreEqual(20.5m, row["worth"]!.GetValue<decimal>());
        Assert.AreEqual("msdyn_amount", row["worth@OData.Community.Display.V1.AttributeName"]!.GetValue<string>());
        Assert.AreEqual("20.50", row["worth@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("Fetched one", row["project@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
        Assert.AreEqual("msdyn_project", row["project@Microsoft.Dynamics.CRM.lookuplogicalname"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task Aggregates_pass_over_what_is_empty()
    {
        var row = (
            await Aggregate(
                "<attribute name='msdyn_actualid' alias='rows' aggregate='count'/><attribute name='msdyn_quantity' alias='filled' aggregate='countcolumn'/>"
                    + "<attribute name='msdyn_quantity' alias='different' aggregate='countcolumn' distinct='true'/>"
                    + "<attribute name='msdyn_amount' alias='sum' aggregate='sum'/><attribute name='msdyn_amount' alias='average' aggregate='avg'/>"
                    + "<attribute name='msdyn_amount' alias='least' aggregate='min'/><attribute name='msdyn_startdatetime' alias='last' aggregate='max'/>"
            )
        ).Single();

        Assert.AreEqual("""{"rows":4,"filled":3,"different":2,"sum":100.5,"average":25.125,"least":10,"last":"2026-02-10T00:00:00Z"}""", row.ToJsonString());
    }

    [TestMethod]
    public async Task Groups_are_ordered_by_their_alias_and_the_empty_one_comes_without_it()
    {
        var rows = await Aggregate(
            "<attribute name='msdyn_amount' alias='total' aggregate='sum'/><attribute name='msdyn_project' alias='project' groupby='true'/>"
                + "<order alias='project' descending='true'/>",
            Everything
        );

        Assert.AreEqual(
            "Fetched two 30,Fetched one 30.5,- 40",
            string.Join(',', rows.Select(row => $"{row["project@OData.Community.Display.V1.FormattedValue"]?.ToString() ?? "-"} {row["total"]}"))
        );
    }

    [TestMethod]
    [DataRow("year", "-=1,2025=1,2026=2")]
    [DataRow("quarter", "-=1,1=3")]
    [DataRow("month", "-=1,1=1,2=2")]
    [DataRow("week", "-=1,2=1,7=2")]
    [DataRow("day", "-=1,10=2,11=1")]
    public async Task Dates_are_grouped_by_their_parts(string part, string expected)
    {
        var rows = await Aggregate(
            $"<attribute name='msdyn_startdatetime' alias='part' groupby='true' dategrouping='{part}'/>"
                + "<attribute name='msdyn_actualid' alias='rows' aggregate='count'/><order alias='part'/>"
        );

        Assert.AreEqual(expected, string.Join(',', rows.Select(row => $"{row["part"]?.ToString() ?? "-"}={row["rows"]}")));
    }

    [TestMethod]
    public async Task Columns_of_a_link_are_aggregated_too()
    {
        var answer = await Fetch(
            "msdyn_projects",
            "<fetch aggregate='true'><entity name='msdyn_project'><attribute name='msdyn_subject' alias='project' groupby='true'/><order alias='project'/>"
                + "<filter><condition attribute='msdyn_subject' operator='like' value='Fetched %'/></filter>"
                + "<link-entity name='msdyn_actual' from='msdyn_project' to='msdyn_projectid' link-type='outer'>"
                + "<attribute name='msdyn_amount' alias='total' aggregate='sum'/></link-entity></entity></fetch>"
        );

        Assert.AreEqual("Fetched one 30.5,Fetched three 0,Fetched two 30", string.Join(',', answer.Rows.Select(row => $"{row["project"]} {row["total"]}")));
    }

    [TestMethod]
    public async Task Nothing_aggregated_counts_as_none()
    {
        var row = (
            await Aggregate(
                "<attribute name='msdyn_actualid' alias='rows' aggregate='count'/><attribute name='msdyn_amount' alias='most' aggregate='max'/>",
                null,
                "<condition attribute='msdyn_amount' operator='gt' value='1000'/>"
            )
        ).Single();

        Assert.AreEqual("""{"rows":0}""", row.ToJsonString());
    }

    [TestMethod]
    public async Task More_rows_than_the_limit_are_not_aggregated()
    {
        var answer = await dataverse.Administrator.Get(
            Address(
                "msdyn_actuals",
                $"<fetch aggregate='true' aggregatelimit='3'><entity name='msdyn_actual'><attribute name='msdyn_actualid' alias='rows' aggregate='count'/>"
                    + $"{Rows()}</entity></fetch>"
            )
        );

        answer.IsError(HttpStatusCode.BadRequest, "0x8004e023");
    }

    [TestMethod]
    public async Task The_paging_cookie_leads_through_all_pages()
    {
        List<string> pages = [];
        string? cookie = null;
        bool more;
        do
        {
            var fetch = new XElement(
                "fetch",
                new XAttribute("count", 3),
                new XAttribute("page", pages.Count + 1),
                cookie is null ? null : new XAttribute("paging-cookie", cookie),
                XElement.Parse(
                    "<entity name='msdyn_actual'><attribute name='msdyn_description'/>"
                        + $"<order attribute='msdyn_description' descending='true'/>{Rows()}</entity>"
                )
            );
            var answer = await Fetch("msdyn_actuals", fetch.ToString(), Paging);
            pages.Add(Column(answer, "msdyn_description"));
            more = answer.Json["@Microsoft.Dynamics.CRM.morerecords"]!.GetValue<bool>();
            var annotation = XElement.Parse(answer.Json["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]!.GetValue<string>());
            Assert.AreEqual(pages.Count + 1, (int)annotation.Attribute("pagenumber")!);
            cookie = Uri.UnescapeDataString(Uri.UnescapeDataString((string)annotation.Attribute("pagingcookie")!).Replace('+', ' '));
        } while (more);

        Assert.AreEqual("Gamma,Delta,Beta|Alpha", string.Join('|', pages));
    }

    [TestMethod]
    public async Task The_total_is_told_where_it_is_asked_for()
    {
        var answer = await Fetch(
            "msdyn_actuals",
            $"<fetch count='1' returntotalrecordcount='true'><entity name='msdyn_actual'><attribute name='msdyn_description'/>{Rows()}</entity></fetch>",
            Everything
        );

        Assert.AreEqual(4, answer.Json["@Microsoft.Dynamics.CRM.totalrecordcount"]!.GetValue<int>());
        Assert.IsFalse(answer.Json["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"]!.GetValue<bool>());
        Assert.IsTrue(answer.Json["@Microsoft.Dynamics.CRM.morerecords"]!.GetValue<bool>());
    }

    [TestMethod]
    public async Task A_batch_takes_addresses_that_are_too_long_for_a_request()
    {
        var values = string.Concat(Enumerable.Range(0, 1500).Select(number => $"<value>not there {number}</value>"));
        var fetch =
            "<fetch><entity name='msdyn_actual'><attribute name='msdyn_description'/>"
            + Rows($"<condition attribute='msdyn_description' operator='in'>{values}<value>Beta</value></condition>")
            + "</entity></fetch>";

        var answer = await new Batch().Single("GET", Address("msdyn_actuals", fetch)).Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
        StringAssert.Contains(answer.Text, "\"msdyn_description\":\"Beta\"");
    }

    [TestMethod]
    [DataRow("<fetch", "0x80040203", "Invalid FetchXML")]
    [DataRow("<fetch/>", "0x80040203", "Invalid FetchXML")]
    [DataRow("<fetch><entity name='account'/></fetch>", "0x80060888", "account")]
    [DataRow("<fetch><entity name='msdyn_actual'><attribute name='nothing'/></entity></fetch>", "0x80041103", "nothing")]
    [DataRow("<fetch><entity name='msdyn_actual'><attribute name='nothing' alias='other'/></entity></fetch>", "0x80041103", "nothing")]
    [DataRow(
        "<fetch><entity name='msdyn_actual'><filter><condition attribute='msdyn_amount' operator='near' value='1'/></filter></entity></fetch>",
        "0x80040203",
        "near"
    )]
    [DataRow("<fetch top='1' page='1'><entity name='msdyn_actual'/></fetch>", "0x80040203", "The top attribute can't be specified with paging attribute page")]
    [DataRow(
        "<fetch top='1' returntotalrecordcount='true'><entity name='msdyn_actual'/></fetch>",
        "0x80040203",
        "The top attribute can't be specified with paging attribute returntotalrecordcount"
    )]
    [DataRow("<fetch aggregate='true'><entity name='msdyn_actual'><attribute name='msdyn_amount' aggregate='sum'/></entity></fetch>", "0x80040203", "alias")]
    [DataRow("<fetch aggregate='true'><entity name='msdyn_actual'><attribute name='msdyn_amount' alias='a'/></entity></fetch>", "0x80040203", "groupby")]
    [DataRow(
        "<fetch aggregate='true'><entity name='msdyn_actual'><attribute name='msdyn_description' alias='a' aggregate='sum'/></entity></fetch>",
        "0x80040203",
        "Sum"
    )]
    public async Task What_is_wrong_is_refused(string fetch, string code, string message)
    {
        var answer = await dataverse.Administrator.Get(Address("msdyn_actuals", fetch));

        answer.IsError(HttpStatusCode.BadRequest, code);
        StringAssert.Contains(answer.ErrorMessage, message);
    }

    [TestMethod]
    public async Task Who_may_not_read_the_linked_table_fetches_nothing()
    {
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var allowed = await reader.Get(Address("accounts", "<fetch top='1'><entity name='account'/></fetch>"));
        var refused = await reader.Get(
            Address(
                "accounts",
                "<fetch top='1'><entity name='account'><link-entity name='msdyn_project' from='msdyn_customer' to='accountid'/></entity></fetch>"
            )
        );

        allowed.Is(HttpStatusCode.OK);
        refused.IsError(HttpStatusCode.Forbidden, "0x80040220");
    }

    private static string Rows(string conditions = "") =>
        $"<filter><condition attribute='msdyn_externaldescription' operator='eq' value='fetched'/>{conditions}</filter>";

    private static string Address(string set, string fetch) => $"{set}?fetchXml={Uri.EscapeDataString(fetch)}";

    private static async Task<Answer> Fetch(string set, string fetch, string? prefer = null) =>
        (await (prefer is null ? dataverse.Administrator.Get(Address(set, fetch)) : dataverse.Administrator.Get(Address(set, fetch), ("Prefer", prefer)))).Is(
            HttpStatusCode.OK
        );

    private static async Task<IReadOnlyList<JsonObject>> Aggregate(string columns, string? prefer = null, string conditions = "") =>
        (await Fetch("msdyn_actuals", $"<fetch aggregate='true'><entity name='msdyn_actual'>{columns}{Rows(conditions)}</entity></fetch>", prefer)).Rows;

    private static string Column(Answer answer, string name) => string.Join(',', answer.Rows.Select(row => row[name]!.GetValue<string>()));
}
