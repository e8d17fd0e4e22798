using System.Text.RegularExpressions;
using EndToEnd.Tests.Environment;
using LocalEnvironment.Errors;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Finance.Identity;

namespace EndToEnd.Tests.Restore;

/// <summary>
/// Three postings after the backup, each with cost and an invoice; then finance comes back from it, the connector begins with an empty database, or both.
/// </summary>
[TestClass]
public sealed partial class When_a_side_comes_back_from_an_older_backup
{
    private static readonly string[] Lost = ["PF-1002", "PF-1003", "PF-1009"];

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow(true, false, DisplayName = "finance from a backup, the connector as it was")]
    [DataRow(true, true, DisplayName = "finance from a backup, the connector's database lost")]
    public async Task No_number_is_given_twice_and_what_was_lost_is_posted_again(bool finance, bool connector)
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, ["PF-1001", .. Lost, "PF-1010"]);
        var work = new PostedWork(environment, Cancellation);
        await WorkAsync(environment, work);
        var before = await RecordedAsync(environment);
        await RestoreAsync(environment, finance, connector);

        await environment.UntilAsync(
            async () => (string?)(await environment.Accountant.IdentityAsync(Cancellation))["code"] == IdentityErrors.OlderBackup.Code,
            Cancellation
        );
        var raised = await environment.Hosts.FinanceAs(environment.Hosts.Personas.Administrator).RaiseAsync(Cancellation);
        Assert.AreEqual((true, 2), ((bool)raised["posts"]!, (int)raised["generation"]!));
        var range = raised["lostInRestores"]!.AsArray().Single(range => (string?)range!["reference"] == "Customer invoice")!;
        Assert.AreEqual((2, 4), ((int)range["first"]!, (int)range["last"]!));

        await DeliveredAsync(environment, before);
        await ErrorsAreAsync(environment, [.. Lost.Select(number => $"{PostingErrors.PostingLost.Code} Invoice {number}")]);
        StringAssert.Contains((await StatusErrorsAsync(environment))[0].Text, $"{before.Invoices[Lost[0]].Number} of {before.Invoices[Lost[0]].Date}");

        await work.ImportAsync();
        foreach (var invoice in Lost[..2])
        {
            await work.PostProposalAsync(invoice, before.Invoices[invoice].Number, before.Invoices[invoice].Date);
        }

        await work.PostProposalAsync(Lost[2], null, null);
        await environment.SettleAsync(Cancellation);
        await ErrorsAreAsync(environment, $"{PostingErrors.PostedAgain.Code} Invoice {Lost[2]}");
        await ReplaceAsync(environment);
        await work.PostAsync("PF-1010");

        await ErrorsAreAsync(environment);
        var after = await RecordedAsync(environment);
        await AssertAgreedAsync(environment, after);
        AssertNothingTwice(before, after);
        Assert.AreEqual(
            ("INV-000002", "INV-000003", "INV-000005", "INV-000006"),
            (after.Invoices[Lost[0]].Number, after.Invoices[Lost[1]].Number, after.Invoices[Lost[2]].Number, after.Invoices["PF-1010"].Number)
        );
    }

    [TestMethod]
    public async Task With_the_connector_s_database_lost_everything_goes_on_by_itself()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, ["PF-1001", .. Lost, "PF-1010"]);
        var work = new PostedWork(environment, Cancellation);
        await WorkAsync(environment, work);
        var before = await RecordedAsync(environment);
        var books = await environment.FinanceStateAsync(Cancellation);
        await RestoreAsync(environment, finance: false, connector: true);

        await environment.UntilAsync(async () => (bool)(await environment.Accountant.IdentityAsync(Cancellation))["posts"]!, Cancellation);
        await DeliveredAsync(environment, before);
        Assert.AreEqual(books, await environment.FinanceStateAsync(Cancellation), "finance has all of it");
        await work.PostAsync("PF-1010");

        await ErrorsAreAsync(environment);
        var after = await RecordedAsync(environment);
        await AssertAgreedAsync(environment, after);
        Assert.IsTrue(before.Vouchers.All(row => after.Vouchers[row.Key] == row.Value), "What is recorded stays.");
        Assert.AreEqual("INV-000005", after.Invoices["PF-1010"].Number);
    }

    [TestMethod]
    public async Task Where_the_latest_backup_is_restored_in_the_end_nothing_is_listed_any_more()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, ["PF-1001", .. Lost]);
        var work = new PostedWork(environment, Cancellation);
        await WorkAsync(environment, work);
        var before = await RecordedAsync(environment);
        var latest = environment.Hosts.FinanceDatabaseFile + ".latest";
        DatabaseFile.BackUp(environment.Hosts.FinanceDatabaseFile, latest);
        await RestoreAsync(environment, finance: true, connector: false);
        await DeliveredAsync(environment, before);
        await ErrorsAreAsync(environment, [.. Lost.Select(number => $"{PostingErrors.PostingLost.Code} Invoice {number}")]);

        await environment.Hosts.StopFinanceAsync();
        DatabaseFile.Restore(latest, environment.Hosts.FinanceDatabaseFile);
        await environment.Hosts.StartFinanceAsync(Cancellation);
        await environment.UntilAsync(async () => (bool)(await environment.Accountant.IdentityAsync(Cancellation))["posts"]!, Cancellation);
        await environment.SettleAsync(Cancellation);

        await ErrorsAreAsync(environment);
        await AssertAgreedAsync(environment, await RecordedAsync(environment));
    }

    private static async Task WorkAsync(RunningEnvironment environment, PostedWork work)
    {
        await work.PostAsync("PF-1001");
        DatabaseFile.BackUp(environment.Hosts.FinanceDatabaseFile, Copy(environment));
        foreach (var invoice in Lost)
        {
            await work.PostAsync(invoice);
        }
    }

    private async Task RestoreAsync(RunningEnvironment environment, bool finance, bool connector)
    {
        if (connector)
        {
            await environment.Hosts.StopConnectorAsync();
            DatabaseFile.Lose(environment.Hosts.ConnectorDatabaseFile);
        }

        await environment.Hosts.StopFinanceAsync();
        if (finance)
        {
            DatabaseFile.Restore(Copy(environment), environment.Hosts.FinanceDatabaseFile);
        }

        await environment.Hosts.StartFinanceAsync(Cancellation);
        if (connector)
        {
            await environment.Hosts.StartConnectorAsync(Cancellation);
        }
    }

    private async Task DeliveredAsync(RunningEnvironment environment, Recorded before)
    {
        await environment.SettleAsync(Cancellation);
        await environment.UntilAsync(
            async () =>
                (await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true&$select=ActualsImportId", Cancellation)).Count == before.Staged
                && (await environment.Accountant.ProposalsAsync(Cancellation)).Count == before.Proposals,
            Cancellation
        );
        await environment.SettleAsync(Cancellation);
    }

    private async Task ReplaceAsync(RunningEnvironment environment)
    {
        var posting = EventId()
            .Match((await StatusErrorsAsync(environment)).Single(error => error.Code == PostingErrors.PostedAgain.Code).Text)
            .Groups[1]
            .Value;
        await environment.Hosts.ConnectorAs(environment.Hosts.Personas.Administrator).ReplaceAsync(Guid.Parse(posting), Cancellation);
        await environment.SettleAsync(Cancellation);
    }

    private async Task<IReadOnlyList<Message>> StatusErrorsAsync(RunningEnvironment environment) =>
        (await environment.Hosts.ConnectorAs(environment.Hosts.Personas.Administrator).StatusAsync(Cancellation)).Errors;

    // The connector compares with what was restored while it works: what it lists becomes so, a moment after all is delivered.
    private async Task ErrorsAreAsync(RunningEnvironment environment, params string[] expected)
    {
        List<string> errors = [];
        await environment.UntilAsync(
            async () => (errors = await ErrorsAsync(environment)).SequenceEqual(expected, StringComparer.Ordinal),
            Cancellation,
            () => string.Join('\n', errors)
        );
    }

    private async Task<List<string>> ErrorsAsync(RunningEnvironment environment) =>
        [.. (await StatusErrorsAsync(environment)).Select(error => $"{error.Code} {error.Record}").Order(StringComparer.Ordinal)];

    private async Task<Recorded> RecordedAsync(RunningEnvironment environment)
    {
        var invoices = await environment.Administrator.QueryAsync(
            "invoices?$select=invoicenumber,pinv_customerinvoicenumber,pinv_customerinvoicedate&$filter=pinv_customerinvoicenumber ne null",
            Cancellation
        );
        var actuals = await environment.Administrator.QueryAsync("msdyn_actuals?$select=msdyn_vouchernumber&$filter=msdyn_vouchernumber ne null", Cancellation);
        return new Recorded(
            invoices.ToDictionary(
                row => (string)row["invoicenumber"]!,
                row => ((string)row["pinv_customerinvoicenumber"]!, ((string)row["pinv_customerinvoicedate"]!)[..10])
            ),
            actuals.ToDictionary(row => (string)row["msdyn_actualid"]!, row => (string)row["msdyn_vouchernumber"]!),
            (await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true&$select=ActualsImportId", Cancellation)).Count,
            (await environment.Accountant.ProposalsAsync(Cancellation)).Count
        );
    }

    // What Dataverse has is what the books have: every invoice, every voucher.
    private async Task AssertAgreedAsync(RunningEnvironment environment, Recorded recorded)
    {
        var invoices = await environment.Accountant.QueryAsync("ProjInvoices?cross-company=true", Cancellation);
        CollectionAssert.AreEquivalent(
            invoices.Select(row => $"{row["InvoiceProposalId"]} {row["ProjInvoiceId"]} {row["InvoiceDate"]!.ToString()[..10]}").ToList(),
            recorded.Invoices.Select(row => $"{row.Key} {row.Value.Number} {row.Value.Date}").ToList()
        );
        var staged = (await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true", Cancellation))
            .Where(row => row["VoucherNumber"]?.ToString() is { Length: > 0 })
            .ToList();
        CollectionAssert.AreEquivalent(
            staged.Select(row => $"{row["ActualId"]} {row["VoucherNumber"]}").ToList(),
            recorded.Vouchers.Select(row => $"{row.Key} {row.Value}").ToList()
        );
        Assert.HasCount(recorded.Staged, staged, "All that was delivered is posted.");
    }

    // A voucher or number that stood in Dataverse before never stands for another document afterwards.
    private static void AssertNothingTwice(Recorded before, Recorded after)
    {
        foreach (var voucher in after.Vouchers.GroupBy(row => row.Value))
        {
            var then = before.Vouchers.Where(row => row.Value == voucher.Key).Select(row => row.Key).Order(StringComparer.Ordinal).ToList();
            Assert.IsTrue(
                then.Count == 0 || then.SequenceEqual(voucher.Select(row => row.Key).Order(StringComparer.Ordinal)),
                $"Voucher {voucher.Key} has become another document."
            );
        }

        CollectionAssert.AllItemsAreUnique(after.Invoices.Select(row => row.Value.Number).ToList());
        Assert.IsFalse(
            before.Invoices.Any(row => after.Invoices.Any(other => other.Key != row.Key && other.Value.Number == row.Value.Number)),
            "A number has become that of another invoice."
        );
    }

    private static string Copy(RunningEnvironment environment) => environment.Hosts.FinanceDatabaseFile + ".copy";

    [GeneratedRegex("/api/postings/([0-9a-f-]{36})/replace")]
    private static partial Regex EventId();

    private sealed record Recorded(
        IReadOnlyDictionary<string, (string Number, string Date)> Invoices,
        IReadOnlyDictionary<string, string> Vouchers,
        int Staged,
        int Proposals
    );
}
