using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using Microsoft.Data.Sqlite;
using ProjectInvoice.Connector.Inbox;

namespace EndToEnd.Tests.Repeats;

[TestClass]
public sealed class When_everything_is_delivered_a_second_time
{
    private const int BilledSales = 192350006;

    private static RunningEnvironment environment = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        environment = await RunningEnvironment.StartAsync(context.CancellationToken, "PF-1002", "PF-1003", "PF-1004", "PF-1005", "PF-1007");

    [ClassCleanup]
    public static async Task StopAsync() => await environment.DisposeAsync();

    [TestMethod]
    public async Task Messages_of_the_plug_ins_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        var organization = (await environment.Administrator.GetAsync("WhoAmI()", Cancellation))["OrganizationId"]!.GetValue<string>();
        var messages = await environment.Administrator.QueryAsync("pinv_integrationmessages", Cancellation);
        Assert.AreEqual(5, messages.Count);
        var invoices = (await environment.Administrator.QueryAsync("invoices?$select=invoicenumber", Cancellation)).ToDictionary(
            row => row["invoiceid"]!.GetValue<string>(),
            row => row["invoicenumber"]!.GetValue<string>()
        );
        foreach (var message in messages)
        {
            var invoice = message["_pinv_invoiceid_value"]!.GetValue<string>();
            var body = new JsonObject
            {
                ["messageId"] = message["pinv_integrationmessageid"]!.GetValue<string>(),
                ["messageType"] = "InvoiceConfirmed",
                ["invoiceId"] = invoice,
                ["invoiceNumber"] = invoices[invoice],
                ["organizationId"] = organization,
                ["correlationId"] = message["pinv_correlationid"]!.GetValue<string>(),
            };
            using var answer = await SendAsync(body.ToJsonString());
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task A_resent_invoice_brings_back_what_finance_lost_and_changes_no_row()
    {
        const int Sent = 482190001;
        var before = await environment.FinanceStateAsync(Cancellation);
        await using (var database = new SqliteConnection($"Data Source={environment.Hosts.FinanceDatabaseFile};Pooling=False"))
        {
            await database.OpenAsync(Cancellation);
            await using var command = database.CreateCommand();
            command.CommandText = "DELETE FROM TransactionRelationship";
            Assert.AreNotEqual(0, await command.ExecuteNonQueryAsync(Cancellation));
        }

        foreach (var number in new[] { "PF-1002", "PF-1003", "PF-1004", "PF-1005", "PF-1007" })
        {
            await environment.Connector.PostAsync(
                $"invoices({await environment.InvoiceAsync(number, Cancellation)})/Microsoft.Dynamics.CRM.pinv_ResendInvoice",
                [],
                Cancellation
            );
        }

        await environment.UntilAsync(
            async () =>
                (await environment.Administrator.QueryAsync("pinv_integrationmessages?$select=pinv_status", Cancellation)).TrueForAll(row =>
                    row["pinv_status"]!.GetValue<int>() == Sent
                ),
            Cancellation
        );
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(before, await environment.FinanceStateAsync(Cancellation));
    }

    [TestMethod]
    public async Task The_same_message_with_other_content_is_refused()
    {
        var before = await environment.StateAsync(Cancellation);
        var message = (await environment.Administrator.QueryAsync("pinv_integrationmessages", Cancellation))[0];
        var body = new JsonObject
        {
            ["messageId"] = message["pinv_integrationmessageid"]!.GetValue<string>(),
            ["messageType"] = "InvoiceConfirmed",
            ["invoiceId"] = Guid.NewGuid(),
            ["invoiceNumber"] = "PF-9999",
            ["organizationId"] = Guid.NewGuid(),
            ["correlationId"] = message["pinv_correlationid"]!.GetValue<string>(),
        };
        using var answer = await SendAsync(body.ToJsonString());
        Assert.AreEqual(HttpStatusCode.Conflict, answer.StatusCode);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(Cancellation), InboxErrors.Contradicts.Code);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task Headers_and_rows_to_finance_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        var integration = environment.Hosts.FinanceAs(environment.Hosts.Personas.Connector);
        foreach (var set in new[] { "ProjectContractLineMilestones", "ProjActualsImports", "ProjTransactionRelationships" })
        {
            var rows = new JsonArray([.. (await environment.Accountant.QueryAsync($"{set}?cross-company=true", Cancellation)).Select(AsSent)]);
            Assert.AreNotEqual(0, rows.Count, set);
            var count = rows.Count;
            using var content = new StringContent(new JsonObject { ["rows"] = rows }.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await integration.Http.PostAsync(
                new Uri($"data/{set}/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true", UriKind.Relative),
                content,
                Cancellation
            );
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.IsTrue(answer.IsSuccessStatusCode, $"{set}: {text}");
            Assert.AreEqual(0, JsonNode.Parse(text)!["inserted"]!.GetValue<int>(), set);
            Assert.AreEqual(count, JsonNode.Parse(text)!["unchanged"]!.GetValue<int>(), set);
        }

        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task Postings_to_Dataverse_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        foreach (var invoice in await environment.Administrator.QueryAsync("invoices", Cancellation))
        {
            var number = invoice["invoicenumber"]!.GetValue<string>();
            var actuals = await environment.ActualsAsync(number, Cancellation);
            var billed = new JsonArray([
                .. actuals.Where(row => row["msdyn_transactiontypecode"]!.GetValue<int>() == BilledSales).Select(row => Posted(row, withTax: true)),
            ]);
            var answer = await environment.Connector.PostAsync(
                "pinv_RecordInvoicePosting",
                new JsonObject
                {
                    ["InvoiceNumber"] = invoice["msdyn_invoicenumber"]!.GetValue<string>(),
                    ["CustomerInvoiceNumber"] = invoice["pinv_customerinvoicenumber"]?.DeepClone(),
                    ["CustomerInvoiceDate"] = invoice["pinv_customerinvoicedate"] is { } date ? $"{date.GetValue<string>()[..10]}T00:00:00Z" : null,
                    ["TaxAmount"] = invoice["pinv_taxamount"]?.DeepClone() ?? 0,
                    ["FinanceStatus"] = invoice["pinv_financestatus"]!.DeepClone(),
                    ["Complete"] = true,
                    ["Actuals"] = billed,
                },
                Cancellation
            );
            Assert.AreEqual(0, answer!["UpdatedRows"]!.GetValue<int>(), number);
        }

        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task Journal_postings_to_Dataverse_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        var posted = (await environment.Administrator.QueryAsync("msdyn_actuals", Cancellation))
            .Where(row => row["msdyn_transactiontypecode"]!.GetValue<int>() != BilledSales && row["msdyn_vouchernumber"] is not null)
            .ToList();
        Assert.AreNotEqual(0, posted.Count);
        var answer = await environment.Connector.PostAsync(
            "pinv_RecordJournalPosting",
            new JsonObject { ["JournalNumber"] = "Again", ["Actuals"] = new JsonArray([.. posted.Select(row => Posted(row, withTax: false))]) },
            Cancellation
        );
        Assert.AreEqual(0, answer!["UpdatedRows"]!.GetValue<int>());
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task Callbacks_of_finance_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        var callbacks = await CallbacksAsync();
        Assert.AreNotEqual(0, callbacks.Count);
        var connector = environment.Hosts.ConnectorAs(environment.Hosts.Personas.Finance);
        foreach (var callback in callbacks)
        {
            using var content = new StringContent(callback, Encoding.UTF8, "application/json");
            using var answer = await connector.Http.PostAsync(new Uri("api/postings", UriKind.Relative), content, Cancellation);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task A_posting_that_contradicts_the_first_is_refused_whole()
    {
        var before = await environment.StateAsync(Cancellation);
        var invoice = (await environment.Administrator.QueryAsync("invoices?$filter=invoicenumber eq 'PF-1003'", Cancellation)).Single();
        var billed = (await environment.ActualsAsync("PF-1003", Cancellation)).Single(row => row["msdyn_transactiontypecode"]!.GetValue<int>() == BilledSales);
        var other = Posted(billed, withTax: true);
        other["msdyn_vouchernumber"] = "INV-V-999999";
        var message = await Refusals.OfDataverseAsync(() =>
            environment.Connector.PostAsync(
                "pinv_RecordInvoicePosting",
                new JsonObject
                {
                    ["InvoiceNumber"] = "PF-1003",
                    ["CustomerInvoiceNumber"] = invoice["pinv_customerinvoicenumber"]!.DeepClone(),
                    ["CustomerInvoiceDate"] = $"{invoice["pinv_customerinvoicedate"]!.GetValue<string>()[..10]}T00:00:00Z",
                    ["TaxAmount"] = invoice["pinv_taxamount"]!.DeepClone(),
                    ["FinanceStatus"] = invoice["pinv_financestatus"]!.DeepClone(),
                    ["Complete"] = true,
                    ["Actuals"] = new JsonArray(other),
                },
                Cancellation
            )
        );
        StringAssert.StartsWith(message, "PINV14");
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    public async Task Looking_for_work_and_importing_again_change_no_row()
    {
        var before = await environment.StateAsync(Cancellation);
        await environment.SettleAsync(Cancellation);
        var imported = await environment.Accountant.ImportAsync(Cancellation);
        Assert.AreEqual(0, imported.JournalLines + imported.ProposalLines);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    /// <summary>A staging row as the connector sent it: without annotations and without what finance wrote back.</summary>
    private static JsonNode AsSent(JsonObject row)
    {
        var sent = row.DeepClone().AsObject();
        foreach (
            var name in sent.Select(property => property.Key)
                .Where(name => name.StartsWith('@') || name is "VoucherNumber" or "ExchangeRate" or "AccountingAmount" or "SalesTaxAmount" or "ImportStatus")
                .ToList()
        )
        {
            sent.Remove(name);
        }

        return sent;
    }

    private static JsonObject Posted(JsonObject actual, bool withTax)
    {
        var posted = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.msdyn_actual" };
        foreach (var column in new[] { "msdyn_actualid", "msdyn_vouchernumber", "msdyn_accountexchangerate", "msdyn_accountingamount" })
        {
            posted[column] = actual[column]?.DeepClone();
        }

        if (withTax)
        {
            posted["pinv_taxamount"] = actual["pinv_taxamount"]?.DeepClone();
            posted["msdyn_accountingtaxamount"] = actual["msdyn_accountingtaxamount"]?.DeepClone();
        }

        return posted;
    }

    /// <summary>The bodies of all callbacks that finance has sent, as its outbox keeps them.</summary>
    private async Task<List<string>> CallbacksAsync()
    {
        await using var database = new SqliteConnection($"Data Source={environment.Hosts.FinanceDatabaseFile};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(Cancellation);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT Body FROM CallbackPart ORDER BY Sequence";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var bodies = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            bodies.Add(reader.GetValue(0) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetString(0));
        }

        return bodies;
    }

    private async Task<HttpResponseMessage> SendAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(environment.Hosts.SigningSecret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
        var connector = environment.Hosts.Addresses.Single(host => host.Name == "Connector").Address;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(connector, "api/messages")) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Pinv-Timestamp", timestamp);
        request.Headers.Add("X-Pinv-Signature", $"sha256={Convert.ToHexStringLower(signature)}");
        return await client.SendAsync(request, Cancellation);
    }
}
