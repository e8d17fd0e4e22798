using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LocalDataverse;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Solution.Tests.Deploying;
using Solution.Tests.Importing;

namespace Solution.Tests.Roles;

/// <summary>What each role may and may not do, as the page on roles says, tried by a user who has that role alone.</summary>
[TestClass]
public sealed class When_a_role_is_used_over_the_Web_API
{
    private static readonly string[] Roles =
    [
        "Project Invoice Manager",
        "Project Invoice Administrator",
        "Project Invoice Data Import",
        "Project Invoice Finance Integration",
    ];

    // Table, entity set, and a column of text that a test changes.
    private static readonly (string Table, string Set, string Column)[] Tables =
    [
        ("invoice", "invoices", "name"),
        ("msdyn_invoicelinetransaction", "msdyn_invoicelinetransactions", "msdyn_description"),
        ("msdyn_actual", "msdyn_actuals", "msdyn_description"),
        ("pinv_confirmationchunk", "pinv_confirmationchunks", "pinv_name"),
        ("pinv_retainer", "pinv_retainers", "pinv_name"),
        ("pinv_nottoexceed", "pinv_nottoexceeds", "pinv_name"),
        ("pinv_integrationmessage", "pinv_integrationmessages", "pinv_name"),
        ("salesorder", "salesorders", "name"),
        ("account", "accounts", "name"),
        ("environmentvariablevalue", "environmentvariablevalues", "value"),
        ("sdkmessageprocessingstepsecureconfig", "sdkmessageprocessingstepsecureconfigs", "secureconfig"),
        ("role", "roles", "name"),
    ];

    private static readonly string[] Commands =
    [
        "pinv_ConfirmInvoice",
        "pinv_ReviseInvoice",
        "pinv_ResumeConfirmation",
        "pinv_CancelConfirmation",
        "pinv_ResendInvoice",
        "pinv_WithdrawInvoice",
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task It_may_do_what_the_page_says_and_nothing_else()
    {
        await using var environment = await RunningEnvironment.Start();
        environment.Import(SolutionZip.Managed, holding: false);
        var invoice = new ProjectContract(environment.Organization).NewInvoice("PF-0001").Id;
        var lines = Tables.Select(table => $"| `{table.Table}`").Concat(Commands.Select(command => $"| `{command}`")).ToList();
        foreach (var role in Roles)
        {
            var user = Guid.NewGuid();
            environment.Organization.RegisterUser(new UserRegistration(user, role, [role]));
            using var client = await environment.ClientOfAsync(user, TestContext.CancellationToken);
            for (var i = 0; i < Tables.Length; i++)
            {
                lines[i] += $" | {await TableAsync(environment.Organization, client, Tables[i])}";
            }

            for (var i = 0; i < Commands.Length; i++)
            {
                lines[Tables.Length + i] += $" | {await CommandAsync(client, Commands[i], invoice)}";
            }
        }

        var page = await File.ReadAllLinesAsync(Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "ROLES.md"), TestContext.CancellationToken);
        Assert.AreEqual(
            string.Join(Environment.NewLine, page.Where(line => line.StartsWith("| `", StringComparison.Ordinal))),
            string.Join(Environment.NewLine, lines.Select(line => $"{line} |"))
        );
    }

    private async Task<string> TableAsync(DataverseOrganization organization, HttpClient client, (string Table, string Set, string Column) table)
    {
        var body = new JsonObject { [table.Column] = "x" };
        var done =
            await LetterAsync('C', client.PostAsJsonAsync(table.Set, body, TestContext.CancellationToken))
            + await LetterAsync('R', client.GetAsync($"{table.Set}?$top=1", TestContext.CancellationToken))
            + await LetterAsync('U', client.PatchAsJsonAsync($"{table.Set}({RowOf(organization, table)})", body, TestContext.CancellationToken))
            + await LetterAsync('D', client.DeleteAsync($"{table.Set}({RowOf(organization, table)})", TestContext.CancellationToken));
        return done.Length == 0 ? "–" : done;
    }

    private async Task<string> CommandAsync(HttpClient client, string command, Guid invoice)
    {
        var body = command == "pinv_WithdrawInvoice" ? new JsonObject { ["Reason"] = "wrong customer" } : [];
        using var answer = await client.PostAsJsonAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.{command}", body, TestContext.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.CancellationToken);
        var namesARole = !answer.IsSuccessStatusCode && text.Contains("Project Invoice Administrator", StringComparison.Ordinal);
        return answer.StatusCode == HttpStatusCode.Forbidden || namesARole ? "no" : "yes";
    }

    // A capital: it is done, or fails for another reason than the rights. A small letter: a rule of this product refuses it, whoever asks.
    private async Task<string> LetterAsync(char letter, Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        var text = await answer.Content.ReadAsStringAsync(TestContext.CancellationToken);
        return answer.StatusCode == HttpStatusCode.Forbidden ? string.Empty
            : !answer.IsSuccessStatusCode && text.Contains("PINV", StringComparison.Ordinal) ? char.ToLowerInvariant(letter).ToString()
            : letter.ToString();
    }

    private static string RowOf(DataverseOrganization organization, (string Table, string Set, string Column) table)
    {
        if (table.Table == "role")
        {
            var role = Guid.NewGuid();
            organization.RegisterRole(new RoleRegistration(role, $"Role {role:N}", []));
            return role.ToString("D");
        }

        if (table.Table == "environmentvariablevalue" && organization.Rows(table.Table) is [var value, ..])
        {
            return value.Id.ToString("D");
        }

        var row = new Entity(table.Table) { [table.Column] = "x" };
        if (table.Table == "environmentvariablevalue")
        {
            row["environmentvariabledefinitionid"] = organization.Rows("environmentvariabledefinition")[0].ToEntityReference();
        }

        return organization.CreateService(new Caller(organization.SystemUserId) { BypassSynchronousLogic = true }).Create(row).ToString("D");
    }
}
