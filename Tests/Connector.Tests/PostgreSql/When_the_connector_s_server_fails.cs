using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A server that is away or takes nothing: requests and readiness say the same, and the connector goes on by itself afterwards.</summary>
[TestClass]
internal sealed class When_the_connector_s_server_fails
{
    [TestMethod]
    [DataRow("WITH ALLOW_CONNECTIONS false", "WITH ALLOW_CONNECTIONS true", "cannot be reached")]
    [DataRow("SET default_transaction_read_only = on", "RESET default_transaction_read_only", "not written")]
    public async Task It_is_named_until_it_is_well_again(string breaks, string mends, string text)
    {
        await using var situation = await Situation.StartedAsync();
        await Database(situation).AlterAsync(breaks);

        await Deadline.UntilAsync(async () => Says(await situation.PushAsync(Situation.Message(Guid.NewGuid())), text));
        await Deadline.UntilAsync(async () => Says(await situation.GetAsync("/health/ready", null), text));
        Assert.AreEqual(200, (await situation.GetAsync("/health", null)).Status, "the process lives");

        await Database(situation).AlterAsync(mends);
        await Deadline.UntilAsync(async () => (await situation.GetAsync("/health/ready", null)).Status == 200);
        await Deadline.UntilAsync(async () => (await situation.PushAsync(Situation.Message(Guid.NewGuid()))).Status == 202);
    }

    [TestMethod]
    public async Task What_cannot_be_stored_is_refused_before_it_gets_there()
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid(), "PF-\01003");

        var (status, body) = await situation.PushAsync(message);

        Assert.AreEqual((400, InboxErrors.NullCharacter.Code), (status, (string?)body["error"]?["code"]));
    }

    [TestMethod]
    public async Task Several_that_start_at_once_make_the_database_once()
    {
        await using var database = await PostgreSqlTestDatabase.NewAsync();
        await using var first = await Situation.CreateAsync();
        await using var second = await Situation.CreateAsync();
        first.Set("Storage:ConnectionString", database.ConnectionString);
        second.Set("Storage:ConnectionString", database.ConnectionString);

        await Task.WhenAll(first.StartAsync(), second.StartAsync());

        Assert.AreEqual(202, (await first.PushAsync(Situation.Message(Guid.NewGuid()))).Status);
        Assert.AreEqual(202, (await second.PushAsync(Situation.Message(Guid.NewGuid()))).Status);
    }

    [TestMethod]
    public async Task A_database_that_a_later_version_added_to_is_worked_on()
    {
        await using var situation = await Situation.CreateAsync();
        await Database(situation)
            .ExecuteAsync(
                """
                ALTER TABLE "Messages" ADD COLUMN "OfALaterVersion" text NULL;
                INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29991231235959_Later', '99.0.0')
                """
            );

        await situation.StartAsync();
        new Sample(situation.Dataverse).Actual(Sample.Cost);
        await situation.SynchronizeAsync();

        Assert.AreEqual(202, (await situation.PushAsync(Situation.Message(Guid.NewGuid()))).Status);
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    private static PostgreSqlTestDatabase Database(Situation situation) => (PostgreSqlTestDatabase)situation.Database;

    private static bool Says((int Status, Newtonsoft.Json.Linq.JObject Body) answer, string text) =>
        answer.Status == 503
        && answer.Body.ToString().Contains(StorageErrors.Unavailable.Code, StringComparison.Ordinal)
        && answer.Body.ToString().Contains(text, StringComparison.Ordinal);
}
