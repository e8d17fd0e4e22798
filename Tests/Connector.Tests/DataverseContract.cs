using System.Net;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests;

/// <summary>What the connector relies on of the Dataverse Web API: the scripted one and the local one pass the same tests.</summary>
internal abstract class DataverseContract
{
    private static readonly string[] AccountColumns = ["accountnumber", "name"];

    protected abstract Task<(string Url, IAsyncDisposable Host, Func<string, JObject, Task<Guid>> Create)> StartAsync();

    [TestMethod]
    public async Task Its_definitions_name_sets_columns_and_targets()
    {
        await RunAsync(
            async (client, _) =>
            {
                var actual = await client.DefinitionAsync("msdyn_actual", CancellationToken.None);
                var invoice = await client.DefinitionAsync("invoice", CancellationToken.None);

                Assert.AreEqual("msdyn_actuals", actual.SetName);
                Assert.AreEqual("msdyn_actualid", actual.PrimaryId);
                Assert.IsTrue(actual.TracksChanges);
                Assert.AreEqual("_msdyn_project_value", actual.Columns["msdyn_project"].ReadName);
                CollectionAssert.AreEqual(new[] { "msdyn_project" }, actual.Targets["msdyn_project"].ToArray());
                CollectionAssert.AreEquivalent(new[] { "account", "contact" }, invoice.Targets["customerid"].ToArray());
                Assert.AreEqual("_customerid_value", invoice.Columns["customerid"].ReadName);
                var unknown = await Assert.ThrowsExactlyAsync<ConnectorException>(() => client.DefinitionAsync("pinv_nothing", CancellationToken.None));
                Assert.AreEqual(HttpStatusCode.NotFound, unknown.Status);
            }
        );
    }

    [TestMethod]
    public async Task Its_definitions_say_how_dates_behave()
    {
        await RunAsync(
            async (client, _) =>
            {
                var actual = await client.DefinitionAsync("msdyn_actual", CancellationToken.None);
                var invoice = await client.DefinitionAsync("invoice", CancellationToken.None);

                Assert.AreEqual(DateTimeBehavior.UserLocal, actual.Columns["msdyn_accountingdate"].Behavior);
                Assert.AreEqual(DateTimeBehavior.DateOnly, invoice.Columns["duedate"].Behavior);
                Assert.AreEqual(DateTimeBehavior.TimeZoneIndependent, invoice.Columns["msdyn_invoicedate"].Behavior);
                Assert.IsNull(actual.Columns["msdyn_amount"].Behavior);
            }
        );
    }

    [TestMethod]
    public async Task The_time_zone_of_the_environment_is_read()
    {
        await RunAsync(
            async (client, _) =>
            {
                var zone = await new MapTimeZone(client).OfAsync(
                    new TableMap
                    {
                        Name = "a",
                        Version = "1",
                        Table = "account",
                    },
                    CancellationToken.None
                );

                Assert.AreEqual("Europe/Rome", zone.Id);
            }
        );
    }

    [TestMethod]
    public async Task Many_rows_are_read_by_their_ids_in_pages()
    {
        await RunAsync(
            async (client, create) =>
            {
                var table = await client.DefinitionAsync("account", CancellationToken.None);
                var ids = new List<Guid>();
                for (var index = 0; index < 25; index++)
                {
                    ids.Add(await create("account", new JObject { ["name"] = "Account " + index, ["accountnumber"] = "A-" + index }));
                }

                var filter = string.Join(" or ", ids.Take(20).Select(id => $"accountid eq {id:D}"));
                var found = new HashSet<Guid>();
                await foreach (
                    var row in client.RowsAsync(
                        $"accounts?$select=accountid,accountnumber&$filter={Uri.EscapeDataString(filter)}",
                        "Accounts",
                        CancellationToken.None
                    )
                )
                {
                    found.Add(Guid.Parse((string)row["accountid"]!));
                }

                CollectionAssert.AreEquivalent(ids.Take(20).ToArray(), found.ToArray());
                Assert.IsNull(await client.RowAsync(table, Guid.NewGuid(), AccountColumns, "Account", CancellationToken.None));
            }
        );
    }

    [TestMethod]
    public async Task An_update_builds_on_the_version_that_was_read()
    {
        await RunAsync(
            async (client, create) =>
            {
                var table = await client.DefinitionAsync("account", CancellationToken.None);
                var id = await create("account", new JObject { ["name"] = "Coho", ["accountnumber"] = "A-1" });
                var row = (await client.RowAsync(table, id, AccountColumns, "Account", CancellationToken.None))!;

                await client.UpdateAsync(table, id, new JObject { ["accountnumber"] = "A-2" }, (string?)row["@odata.etag"], "Account", CancellationToken.None);
                var refusal = await Assert.ThrowsExactlyAsync<ConnectorException>(() =>
                    client.UpdateAsync(table, id, new JObject { ["accountnumber"] = "A-3" }, (string?)row["@odata.etag"], "Account", CancellationToken.None)
                );

                Assert.AreEqual(HttpStatusCode.PreconditionFailed, refusal.Status);
                Assert.AreEqual("A-2", (string?)(await client.RowAsync(table, id, AccountColumns, "Account", CancellationToken.None))!["accountnumber"]);
            }
        );
    }

    [TestMethod]
    public async Task An_update_never_creates()
    {
        await RunAsync(
            async (client, _) =>
            {
                var table = await client.DefinitionAsync("account", CancellationToken.None);

                var refusal = await Assert.ThrowsExactlyAsync<ConnectorException>(() =>
                    client.UpdateAsync(table, Guid.NewGuid(), new JObject { ["accountnumber"] = "A-3" }, null, "Account", CancellationToken.None)
                );

                Assert.AreEqual(HttpStatusCode.NotFound, refusal.Status);
            }
        );
    }

    [TestMethod]
    public async Task Changes_come_in_pages_and_then_only_what_is_new()
    {
        await RunAsync(
            async (client, create) =>
            {
                var ids = new List<Guid>();
                for (var index = 0; index < 17; index++)
                {
                    ids.Add(await ConnectionAsync(create, index));
                }

                var (seen, link) = await ReadAsync(client, "msdyn_transactionconnections?$select=msdyn_transactionconnectionid,msdyn_transaction1");
                CollectionAssert.AreEquivalent(ids, seen);
                var later = await ConnectionAsync(create, 99);
                (seen, link) = await ReadAsync(client, link);
                CollectionAssert.AreEquivalent(new[] { later }, seen);
                (seen, _) = await ReadAsync(client, link);
                Assert.IsEmpty(seen);
            }
        );
    }

    private static Task<Guid> ConnectionAsync(Func<string, JObject, Task<Guid>> create, int number) =>
        create(
            "msdyn_transactionconnection",
            new JObject
            {
                ["msdyn_transaction1"] = "one " + number,
                ["msdyn_transaction1role"] = "Original",
                ["msdyn_transaction1type"] = "msdyn_actual",
                ["msdyn_transaction2"] = "two " + number,
                ["msdyn_transaction2role"] = "Reversing",
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );

    private static async Task<(List<Guid> Ids, string Delta)> ReadAsync(DataverseClient client, string link)
    {
        var ids = new List<Guid>();
        while (true)
        {
            var page = await client.ChangesAsync(link, "Changes", CancellationToken.None);
            ids.AddRange(page.Changed.Select(row => Guid.Parse((string)row["msdyn_transactionconnectionid"]!)));
            if (page.NextLink is null)
            {
                return (ids, page.DeltaLink!);
            }

            link = page.NextLink;
        }
    }

    private async Task RunAsync(Func<DataverseClient, Func<string, JObject, Task<Guid>>, Task> test)
    {
        var (url, host, create) = await StartAsync();
        await using (host)
        {
            Authority.Accept(url);
            using var client = new DataverseClient(
                new RemoteOptions(
                    "Dataverse",
                    url,
                    Authority.Url + "/connect/token",
                    Authority.ConnectorClient,
                    Authority.Secret,
                    url + "/.default",
                    TimeSpan.FromSeconds(60)
                ),
                new RetryOptions(0, TimeSpan.Zero, TimeSpan.Zero),
                5,
                TimeProvider.System
            );
            await test(client, create);
        }
    }
}
