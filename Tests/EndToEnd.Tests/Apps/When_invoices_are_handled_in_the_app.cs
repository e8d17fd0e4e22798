using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Chunks;
using EndToEnd.Tests.Environment;
using LocalDataverse.Registration;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Apps;

/// <summary>As people do it: in a browser, on the imported form and list, by the imported script, before a real connector and finance.</summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_invoices_are_handled_in_the_app
{
    private static RunningEnvironment environment = null!;
    private static Browser browser = null!;
    private static Uri address = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        environment = await RunningEnvironment.WithDraftsAsync(
            context.CancellationToken,
            "PF-1001",
            "PF-1002",
            "PF-1003",
            "PF-1004",
            "PF-1005",
            "PF-1006",
            "PF-1007",
            "PF-1008",
            "PF-1010"
        );
        address = await environment.Hosts.StartShellAsync(context.CancellationToken);
        browser = await Browser.StartAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await browser.DisposeAsync();
        await environment.DisposeAsync();
    }

    [TestMethod]
    public async Task A_manager_confirms_one_from_the_list_on()
    {
        var app = await ManagerAsync();
        await app.Page.GetByRole(AriaRole.Link, new() { Name = "Project invoicing" }).ClickAsync();
        await app.Page.GetByRole(AriaRole.Link, new() { Name = "Invoice", Exact = true }).ClickAsync();
        await app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1001" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await app.IsOfferedAsync("Confirm selected");
        await app.IsAccessibleAsync();
        await Pictures.TakeAsync(app.Page, "list");
        await app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1001" }).GetByRole(AriaRole.Link).ClickAsync();
        await app.IsOfferedAsync("Confirm");
        await app.IsAccessibleAsync();
        await Pictures.TakeAsync(app.Page, "form");
        await app.ClickAsync("Confirm");
        await app.SaysAsync(app.Dialog, "Confirm proforma invoice PF-1001?");
        await app.SaysAsync(app.Dialog, "Customer: Fabrikam Inc.");
        await app.SaysAsync(app.Dialog, "This is done at once.");
        await app.IsAccessibleAsync();
        await Pictures.TakeAsync(app.Page, "dialog");

        await app.AnswerAsync("Confirm");

        await app.IsOfferedAsync("Revise");
        await app.IsNotOfferedAsync("Confirm");
        await app.SaysAsync(app.Notices, "The invoice is confirmed and waits for finance.");
        Assert.IsEmpty(app.Complaints, string.Join('\n', app.Complaints));
    }

    [TestMethod]
    public async Task One_of_1200_lines_shows_how_far_it_is_until_it_is_done()
    {
        GatePlugin.Close();
        var step = OnActuals(typeof(GatePlugin));
        var app = await ManagerAsync();
        await app.OpenInvoiceAsync(await environment.InvoiceAsync("PF-1008", Cancellation));
        await app.ClickAsync("Confirm");
        await app.SaysAsync(app.Dialog, "Invoice line details: 1,200");
        await app.SaysAsync(app.Dialog, "It goes on in the background, and the form shows how far it is.");
        await app.AnswerAsync("Confirm");

        try
        {
            await Assertions.Expect(app.Notices).ToContainTextAsync(new Regex("The invoice is being confirmed: [1-9][0-9]?%"));
            await app.IsOfferedAsync("Cancel confirmation");
            await app.Page.GetByRole(AriaRole.Tab, new() { Name = "Finance" }).ClickAsync();
            await app.SaysAsync(app.Page.Locator("[data-control=pinv_chunks] tbody"), "Complete");
            await Assertions.Expect(app.Page.GetByLabel("Confirmation Progress")).ToHaveValueAsync(new Regex("^[1-9][0-9]?$"));
            await app.IsAccessibleAsync();
            await Pictures.TakeAsync(app.Page, "progress");
        }
        finally
        {
            GatePlugin.Open();
        }

        await app.SaysAsync(app.Notices, "The invoice is confirmed and waits for finance.");
        await app.IsOfferedAsync("Revise");
        await environment.Administrator.DeleteAsync($"sdkmessageprocessingsteps({step})", Cancellation);
        // Of each line the unbilled actual, its reversal, and the billed one.
        Assert.HasCount(3 * 1200, await environment.ActualsAsync("PF-1008", Cancellation));
    }

    [TestMethod]
    public async Task Chosen_details_are_revised()
    {
        var invoice = await environment.InvoiceAsync("PF-1010", Cancellation);
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        var app = await ManagerAsync();
        await app.OpenInvoiceAsync(invoice);
        await app.ClickAsync("Revise details");
        var choice = app.Page.GetByRole(AriaRole.Dialog);
        await choice.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await choice.GetByRole(AriaRole.Checkbox).Nth(2).CheckAsync();
        await app.IsAccessibleAsync();
        await choice.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await app.SaysAsync(app.Dialog, "Chosen invoice line details: 2");

        await app.AnswerAsync("Create corrective invoice");

        await app.IsOfferedAsync("Confirm");
        var draft = app.Page.Url[(app.Page.Url.LastIndexOf('/') + 1)..];
        Assert.AreNotEqual(invoice.ToString(), draft);
        var details = await environment.ProjectManager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {draft}", Cancellation);
        Assert.HasCount(2, details.Select(detail => detail["msdyn_description"]!.GetValue<string>()).Distinct());
    }

    [TestMethod]
    public async Task One_that_stopped_halfway_is_canceled_and_another_time_resumed()
    {
        await environment.SetAsync("pinv_MaxSynchronousWrites", "1", Cancellation);
        await environment.SetAsync("pinv_WritesPerChunk", "1", Cancellation);
        var step = OnActuals(typeof(ThrowingOnOneLine));
        var app = await ManagerAsync();
        await app.OpenInvoiceAsync(await environment.InvoiceAsync("PF-1005", Cancellation));
        await app.ClickAsync("Confirm");
        await app.AnswerAsync("Confirm");
        await app.SaysAsync(app.Notices, ThrowingOnOneLine.Message);
        await app.IsOfferedAsync("Resume");

        await app.ClickAsync("Cancel confirmation");
        await app.SaysAsync(app.Dialog, "What has been billed so far is taken back in the background");
        await app.AnswerAsync("Cancel confirmation");
        await app.IsOfferedAsync("Confirm");
        await app.IsNotOfferedAsync("Resume");

        await app.ClickAsync("Confirm");
        await app.AnswerAsync("Confirm");
        await app.IsOfferedAsync("Resume");
        await environment.Administrator.DeleteAsync($"sdkmessageprocessingsteps({step})", Cancellation);
        await app.ClickAsync("Resume");
        await app.AnswerAsync("Resume");
        await app.IsOfferedAsync("Revise");
        await environment.SetAsync("pinv_MaxSynchronousWrites", "500", Cancellation);
        await environment.SetAsync("pinv_WritesPerChunk", "2000", Cancellation);
    }

    [TestMethod]
    public async Task A_refusal_is_told_with_what_to_do()
    {
        var invoice = await environment.InvoiceAsync("PF-1006", Cancellation);
        var details = await environment.ProjectManager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {invoice}", Cancellation);
        var detail = details[0]["msdyn_invoicelinetransactionid"]!.GetValue<string>();
        await environment.ProjectManager.PatchAsync($"msdyn_invoicelinetransactions({detail})", new JsonObject { ["msdyn_price"] = null }, Cancellation);
        var app = await ManagerAsync();
        await app.OpenInvoiceAsync(invoice);
        await app.ClickAsync("Confirm");
        await app.AnswerAsync("Confirm");

        await app.SaysAsync(app.Dialog, "Not confirmed: PF-1006");
        await app.SaysAsync(app.Dialog, "PF-1006 line 1");
        await app.SaysAsync(app.Dialog, "price");
        await app.SaysAsync(app.Dialog, "What to do: ");
        await Assertions.Expect(app.Dialog).ToContainTextAsync(new Regex(@"Code: PINV\d{4}"));
        await app.IsAccessibleAsync();
        await Pictures.TakeAsync(app.Page, "error");
        await app.AnswerAsync("Close");
        await app.IsOfferedAsync("Confirm");
    }

    [TestMethod]
    public async Task One_is_confirmed_by_keyboard_only()
    {
        var app = await AppPage.VisitAsync(browser, address);
        await PressAsync(app, "Project manager", AriaRole.Link, "Project invoicing");
        await PressAsync(app, "Project invoicing", AriaRole.Heading, "My project invoices");
        await PressAsync(app, "Invoice", AriaRole.Combobox, "View");
        await PressAsync(app, "Plant automation, design approved", AriaRole.Tab, "Finance");
        await PressAsync(app, "Confirm", AriaRole.Alertdialog, "Confirm proforma invoice PF-1004?");

        Assert.AreEqual("Confirm", await app.FocusedAsync());
        await app.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(app.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.AreEqual("Confirm", await app.FocusedAsync(), "The focus goes back to where it was.");
        await app.Page.Keyboard.PressAsync("Enter");
        await app.Dialog.WaitForAsync();
        await app.Page.Keyboard.PressAsync("Enter");

        await app.IsOfferedAsync("Revise");
    }

    [TestMethod]
    [DataRow("Nederlands", "Te bevestigen facturen", "Bedragen", "Bevestigen", "Pro-formafactuur PF-1002 bevestigen?", "Klant: Fabrikam Inc.", "Terug")]
    [DataRow("Deutsch", "Zu bestätigende Rechnungen", "Beträge", "Bestätigen", "Proforma-Rechnung PF-1002 bestätigen?", "Kunde: Fabrikam Inc.", "Zurück")]
    public async Task List_form_and_dialog_speak_the_users_language(
        string language,
        string view,
        string section,
        string command,
        string title,
        string customer,
        string back
    )
    {
        var app = await AppPage.OpenAsync(browser, address, environment.Hosts.Personas.ProjectManager, language);
        await app.OpenListAsync();
        await app.Page.GetByRole(AriaRole.Combobox).SelectOptionAsync(view);
        await app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1002" }).GetByRole(AriaRole.Link).ClickAsync();
        await app.Page.GetByRole(AriaRole.Heading, new() { Name = section }).WaitForAsync();
        await app.ClickAsync(command);

        await app.SaysAsync(app.Dialog, title);
        await app.SaysAsync(app.Dialog, customer);
        await app.IsAccessibleAsync();
        await app.AnswerAsync(back);
        await app.IsOfferedAsync(command);
    }

    [TestMethod]
    public async Task Several_are_confirmed_from_the_list()
    {
        var app = await ManagerAsync();
        await app.OpenListAsync();
        await app.Page.GetByRole(AriaRole.Combobox).SelectOptionAsync("Invoices to confirm");
        await app.SettledAsync();
        await app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1003" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1007" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await app.ClickAsync("Confirm selected");
        await app.SaysAsync(app.Dialog, "Confirm 2 proforma invoices?");
        await app.AnswerAsync("Confirm");

        await app.SaysAsync(app.Dialog, "Done: 2");
        await app.AnswerAsync("Close");
        await Assertions.Expect(app.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1003" })).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task Dashboards_show_lists_and_charts_to_those_they_are_for()
    {
        var app = await ManagerAsync();
        await app.Page.GetByRole(AriaRole.Link, new() { Name = "Project invoicing" }).ClickAsync();
        await app.Page.GetByRole(AriaRole.Heading, new() { Name = "My project invoices" }).WaitForAsync();
        await Assertions.Expect(app.Page.GetByRole(AriaRole.Link, new() { Name = "Invoice integration" })).ToHaveCountAsync(0);
        await app.IsAccessibleAsync();

        var administrator = await AppPage.OpenAsync(browser, address, environment.Hosts.Personas.InvoiceAdministrator);
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Project invoicing" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Invoice integration" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Heading, new() { Name = "Invoice integration" }).WaitForAsync();
        var drawn = administrator.Page.Locator(".chart").First;
        await Assertions.Expect(drawn.Locator("rect")).Not.ToHaveCountAsync(0);
        await administrator.IsAccessibleAsync();
    }

    private static async Task PressAsync(AppPage app, string name, AriaRole shown, string named)
    {
        await app.TabToAsync(name);
        await app.Page.Keyboard.PressAsync("Enter");
        await app.Page.GetByRole(shown, new() { Name = named, Exact = true }).WaitForAsync();
    }

    private Task<AppPage> ManagerAsync() => AppPage.OpenAsync(browser, address, environment.Hosts.Personas.ProjectManager);

    /// <summary>A plug-in of somebody else, after everything that the solution registers.</summary>
    private static Guid OnActuals(Type plugin)
    {
        var step = Guid.NewGuid();
        environment.Organization.RegisterStep(
            new StepRegistration(step, environment.Organization.RegisterPluginType(plugin), "Create", "msdyn_actual", PipelineStage.PreOperation)
            {
                Rank = 10_000,
            }
        );
        return step;
    }
}
