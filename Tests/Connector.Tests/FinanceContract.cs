using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Tests;

/// <summary>What the connector relies on, whoever is on the other side. Each finance system that it knows passes the same tests.</summary>
internal abstract class FinanceContract
{
    protected abstract Task<(string Url, IAsyncDisposable Host)> StartAsync();

    /// <summary>Whether the same row again changes nothing; otherwise any second row of a key is told to exist.</summary>
    protected virtual bool KnowsTheSameRow => true;

    /// <summary>The profile that says what this finance answers with.</summary>
    protected virtual string Profile => FinanceProfileReader.Embedded;

    [TestMethod]
    public async Task Its_schema_names_sets_keys_and_enumerations()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjActualsImports", CancellationToken.None))!;

            CollectionAssert.AreEquivalent(new[] { "dataAreaId", "ActualsImportId" }, set.Keys.ToArray());
            CollectionAssert.Contains(set.Properties["TransactionType"].Members!.ToList(), "BilledSales");
            Assert.AreEqual("Edm.Decimal", set.Properties["Amount"].Type);
            Assert.AreEqual(KnowsTheSameRow, set.BulkAction is not null);
            Assert.IsNull(await client.SetAsync("Nothing", CancellationToken.None));
        });
    }

    [TestMethod]
    public async Task Rows_that_were_created_are_found_by_their_key()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjActualsImports", CancellationToken.None))!;
            var (first, second) = (Actual(), Actual());
            await client.CreateAllAsync(set, [first, second], "Rows", CancellationToken.None);

            Assert.AreEqual(1000.5m, (decimal)(await client.FindAsync(set, first, "Row", CancellationToken.None))!["Amount"]!);
            Assert.IsNotNull(await client.FindAsync(set, second, "Row", CancellationToken.None));
            Assert.IsNull(await client.FindAsync(set, Actual(), "Row", CancellationToken.None));
        });
    }

    [TestMethod]
    public async Task The_same_row_again_is_told_to_be_the_same()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjActualsImports", CancellationToken.None))!;
            var row = Actual();
            await client.CreateAllAsync(set, [row], "Rows", CancellationToken.None);
            if (KnowsTheSameRow)
            {
                await client.CreateAllAsync(set, [row], "Rows", CancellationToken.None);
                await client.CreateAsync(set, row, "Row", CancellationToken.None);
                return;
            }

            var refusal = await Assert.ThrowsExactlyAsync<ConnectorException>(() => client.CreateAllAsync(set, [row], "Rows", CancellationToken.None));
            Assert.AreEqual(nameof(FinanceErrorKind.Exists), refusal.RemoteCode);
        });
    }

    [TestMethod]
    public async Task One_faulty_row_refuses_the_whole_array_for_a_reason()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjActualsImports", CancellationToken.None))!;
            var (known, good) = (Actual(), Actual());
            await client.CreateAllAsync(set, [known], "Rows", CancellationToken.None);
            var changed = (JObject)known.DeepClone();
            changed["Amount"] = 1;

            var refusal = await Assert.ThrowsExactlyAsync<ConnectorException>(() =>
                client.CreateAllAsync(set, [good, changed], "Rows", CancellationToken.None)
            );

            Assert.AreEqual(ErrorKind.Rule, refusal.Kind);
            Assert.AreEqual(FinanceSystemErrors.Refused.Code, refusal.Code);
            Assert.IsFalse(refusal.Fault.Cause.Contains("An error has occurred", StringComparison.Ordinal), refusal.Fault.Cause);
            Assert.IsNull(await client.FindAsync(set, good, "Row", CancellationToken.None));
        });
    }

    [TestMethod]
    public async Task A_row_that_was_created_alone_is_held_as_it_was_sent()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjActualsImports", CancellationToken.None))!;
            var row = Actual();
            await client.CreateAsync(set, row, "Row", CancellationToken.None);
            var (other, fields) = ((JObject)row.DeepClone(), row.Properties().Select(property => property.Name).Append("Description").ToList());
            other["Amount"] = 1000.51m;

            Assert.IsTrue(await client.HoldsAsync(set, row, fields, "Row", CancellationToken.None));
            Assert.IsFalse(await client.HoldsAsync(set, other, fields, "Row", CancellationToken.None));
            Assert.IsFalse(await client.HoldsAsync(set, Actual(), fields, "Row", CancellationToken.None));
        });
    }

    [TestMethod]
    public async Task A_header_is_created_once()
    {
        await RunAsync(async client =>
        {
            var set = (await client.SetAsync("ProjInvoiceProposals", CancellationToken.None))!;
            var header = new JObject
            {
                ["dataAreaId"] = "USPM",
                ["InvoiceProposalId"] = "PF-" + Guid.NewGuid().ToString("N")[..8],
                ["ProjectContractId"] = "CON-00021",
                ["CustomerAccountNumber"] = "C-0001",
                ["SalesCurrency"] = "GBP",
                ["InvoiceDate"] = "2026-09-30",
                ["BillableSalesActualCount"] = 1,
                ["HashedListOfBillableSalesActualIds"] = new string('0', 64),
                ["CorrelationId"] = Guid.NewGuid().ToString("D"),
            };
            await client.CreateAsync(set, header, "Header", CancellationToken.None);

            Assert.IsTrue(await client.HoldsAsync(set, header, header.Properties().Select(property => property.Name), "Header", CancellationToken.None));
            Assert.IsNull(
                await client.FindAsync(set, new JObject { ["dataAreaId"] = "USPM", ["InvoiceProposalId"] = "PF-0" }, "Header", CancellationToken.None)
            );
        });
    }

    protected static JObject Actual()
    {
        var id = Guid.NewGuid().ToString("D");
        return new JObject
        {
            ["dataAreaId"] = "USPM",
            ["ActualsImportId"] = id,
            ["ActualId"] = id,
            ["TransactionType"] = "Sales",
            ["TransactionClassification"] = 192350000,
            ["BillingType"] = "Chargeable",
            ["AccountingDate"] = "2026-09-30",
            ["Quantity"] = 4m,
            ["Amount"] = 1000.5m,
            ["TransactionCurrencyId"] = "GBP",
            ["ContractId"] = "CON-00021",
            ["ProjectId"] = "PRJ-0001",
        };
    }

    private async Task RunAsync(Func<FinanceClient, Task> test)
    {
        var (url, host) = await StartAsync();
        await using (host)
        {
            Authority.Accept(url);
            using var client = new FinanceClient(
                new RemoteOptions(
                    "Finance",
                    url,
                    Authority.Url + "/connect/token",
                    Authority.ConnectorClient,
                    Authority.Secret,
                    url + "/.default",
                    TimeSpan.FromSeconds(60)
                ),
                new RetryOptions(0, TimeSpan.Zero, TimeSpan.Zero),
                FinanceProfileReader.Read(FinanceProfileReader.DefaultFolder, Profile),
                set => set,
                TimeProvider.System
            );
            await test(client);
        }
    }
}
