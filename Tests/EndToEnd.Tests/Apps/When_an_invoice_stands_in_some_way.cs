using EndToEnd.Tests.Environment;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalEnvironment.SignIn;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace EndToEnd.Tests.Apps;

/// <summary>Which commands the form offers, by role and by how the invoice stands: each cell is looked at in the browser.</summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_an_invoice_stands_in_some_way
{
    /// <summary>
    /// From the rights of the roles, by hand. Save and Refresh are left out. Data Import and Finance Integration open the app here only.
    /// </summary>
    private const string Expected = """
        | invoice | Manager | Administrator | Data Import | Finance Integration | System Administrator |
        | --- | --- | --- | --- | --- | --- |
        | Draft | Confirm | Confirm | Confirm | Confirm | Confirm |
        | Failed, nothing billed | Confirm, Cancel | Confirm, Cancel | Confirm, Cancel | Confirm, Cancel | Confirm, Cancel |
        | Stopped, partly billed | Resume, Cancel | Resume, Cancel | Resume, Cancel | Resume, Cancel | Resume, Cancel |
        | Corrective draft not filled | Resume, Cancel | Resume, Cancel | Resume, Cancel | Resume, Cancel | Resume, Cancel |
        | Scheduled | Cancel | Cancel | Cancel | Cancel | Cancel |
        | Processing | Cancel | Cancel | Cancel | Cancel | Cancel |
        | Preparing | Cancel | Cancel | Cancel | Cancel | Cancel |
        | Canceling | – | – | – | – | – |
        | Confirmed | Revise | Revise, Resend, Withdraw | Revise | Resend | Revise, Resend |
        | Posted | Revise | Revise, Resend | Revise | Resend | Revise, Resend |
        | Paid | Revise | Revise, Resend | Revise | Resend | Revise, Resend |
        | Withdrawing | – | – | – | – | – |
        | Closed | – | – | – | – | – |
        | Partly billed, no run | – | – | – | – | – |
        """;

    private const int Draft = 192350000;
    private const int ConfirmedInvoice = 192350002;
    private const int PaidInvoice = 192350003;

    private static readonly (string Name, int Status, int Confirmation, int Finance, bool IsPartlyBilled)[] Standings =
    [
        ("Draft", Draft, 482190000, 482190000, false),
        ("Failed, nothing billed", Draft, 482190004, 482190000, false),
        ("Stopped, partly billed", Draft, 482190004, 482190000, true),
        (NotFilled, Draft, 482190004, 482190000, false),
        ("Scheduled", Draft, 482190001, 482190000, false),
        ("Processing", Draft, 482190002, 482190000, true),
        ("Preparing", Draft, 482190006, 482190000, false),
        ("Canceling", Draft, 482190005, 482190000, true),
        ("Confirmed", ConfirmedInvoice, 482190003, 482190001, false),
        ("Posted", ConfirmedInvoice, 482190003, 482190003, false),
        ("Paid", PaidInvoice, 482190003, 482190003, false),
        ("Withdrawing", ConfirmedInvoice, 482190007, 482190001, false),
        (Closed, Draft, 482190000, 482190000, false),
        ("Partly billed, no run", Draft, 482190000, 482190000, true),
    ];

    private const string NotFilled = "Corrective draft not filled";
    private const string Closed = "Closed";
    private const int ReviseChunk = 482190004;
    private const int CanceledState = 3;
    private const int CanceledStatus = 100003;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Each_role_is_offered_what_the_table_says()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(TestContext.CancellationToken, "PF-1001");
        var address = await environment.Hosts.StartShellAsync(TestContext.CancellationToken);
        await using var browser = await Browser.StartAsync();
        var service = AdministratorWithoutLogic(environment.Organization);
        var invoices = MakeInvoices(service, await environment.InvoiceAsync("PF-1001", TestContext.CancellationToken));
        var personas = environment.Hosts.Personas;
        await IsNotOpenToAsync(browser, address, personas.DataImport);
        OpenTheAppTo(environment.Organization, service, personas.DataImport, personas.Connector);
        var columns = new List<List<string>>();
        foreach (
            var persona in (Persona[])[personas.ProjectManager, personas.InvoiceAdministrator, personas.DataImport, personas.Connector, personas.Administrator]
        )
        {
            var app = await AppPage.OpenAsync(browser, address, persona);
            columns.Add(await OfferedToAsync(app, invoices));
            await app.Page.Context.CloseAsync();
        }

        var lines = Standings.Select((standing, row) => $"| {standing.Name} | {string.Join(" | ", columns.Select(column => column[row]))} |");

        var expected = Expected.ReplaceLineEndings("\n").Split('\n');
        Assert.AreEqual(string.Join('\n', expected.Skip(2)), string.Join('\n', lines));
        var page = await File.ReadAllTextAsync(Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "USER-INTERFACE.md"));
        StringAssert.Contains(page, string.Join('\n', expected));
    }

    private static async Task IsNotOpenToAsync(Browser browser, Uri address, Persona persona)
    {
        var app = await AppPage.VisitAsync(browser, address);
        await app.Page.GetByRole(AriaRole.Button, new() { Name = persona.Name }).ClickAsync();
        await Assertions.Expect(app.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is missing prvRead");
    }

    private static async Task<List<string>> OfferedToAsync(AppPage app, IReadOnlyDictionary<string, Guid> invoices)
    {
        var offered = new List<string>();
        foreach (var (name, invoice) in invoices)
        {
            await app.OpenInvoiceAsync(invoice);
            await app.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }).WaitForAsync();
            var commands = (await app.Commands.GetByRole(AriaRole.Button).AllInnerTextsAsync()).Skip(2).ToList();
            Assert.AreEqual(commands.Contains("Revise"), commands.Contains("Revise details"), "Both ways of revising are offered together.");
            var named = commands
                .Where(command => command != "Revise details")
                .Select(command => command.Replace(" confirmation", "", StringComparison.Ordinal));
            offered.Add(commands.Count == 0 ? "–" : string.Join(", ", named));
        }

        return offered;
    }

    private static IOrganizationService AdministratorWithoutLogic(DataverseOrganization organization)
    {
        var user = Guid.NewGuid();
        organization.RegisterUser(new UserRegistration(user, "Maker of rows", ["System Administrator"]));
        return organization.CreateService(new Caller(user) { BypassSynchronousLogic = true, BypassAsynchronousLogic = true });
    }

    private static Dictionary<string, Guid> MakeInvoices(IOrganizationService service, Guid pattern)
    {
        var known = service.Retrieve("invoice", pattern, new ColumnSet("customerid", "salesorderid", "transactioncurrencyid", "pricelevelid"));
        var made = new Dictionary<string, Guid>();
        foreach (var (name, status, confirmation, finance, isPartlyBilled) in Standings)
        {
            var invoice = new Entity("invoice")
            {
                ["name"] = name,
                ["invoicenumber"] = name,
                ["msdyn_projectinvoicestatus"] = new OptionSetValue(status),
                ["pinv_confirmationstatus"] = new OptionSetValue(confirmation),
                ["pinv_financestatus"] = new OptionSetValue(finance),
                ["pinv_partlybilled"] = isPartlyBilled,
                ["pinv_confirmationattempt"] = 1,
            };
            foreach (var column in known.Attributes.Where(column => column.Value is EntityReference))
            {
                invoice[column.Key] = column.Value;
            }

            made[name] = service.Create(invoice);
        }

        service.Create(
            new Entity("pinv_confirmationchunk")
            {
                ["pinv_name"] = "Revise 1.1",
                ["pinv_invoiceid"] = new EntityReference("invoice", made[NotFilled]),
                ["pinv_attempt"] = 1,
                ["pinv_kind"] = new OptionSetValue(ReviseChunk),
            }
        );
        service.Update(
            new Entity("invoice", made[Closed]) { ["statecode"] = new OptionSetValue(CanceledState), ["statuscode"] = new OptionSetValue(CanceledStatus) }
        );
        return made;
    }

    /// <summary>As an administrator may do it: a role that opens apps, mapped to this one.</summary>
    private static void OpenTheAppTo(DataverseOrganization organization, IOrganizationService service, params Persona[] personas)
    {
        var opener = new EntityReference("role", Guid.NewGuid());
        organization.RegisterRole(
            new RoleRegistration(opener.Id, "App opener", [.. ClientPrivileges.All, .. MetadataPrivileges.All, "prvReadsystemuser", "prvReadrole"])
        );
        var query = new QueryExpression("appmodule");
        query.Criteria.AddCondition("uniquename", ConditionOperator.Equal, "pinv_ProjectInvoicing");
        var app = service.RetrieveMultiple(query).Entities.Single();
        service.Associate(app.LogicalName, app.Id, new Relationship("appmoduleroles_association"), [opener]);
        foreach (var persona in personas)
        {
            var user = organization.FindUser(persona.ClientId, null)!.Value;
            service.Associate("systemuser", user, new Relationship("systemuserroles_association"), [opener]);
        }
    }
}
