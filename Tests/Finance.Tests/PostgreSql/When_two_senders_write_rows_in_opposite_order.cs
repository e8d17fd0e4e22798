using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>Only here: on SQLite a session excludes all others from its begin.</summary>
[TestClass]
public sealed class When_two_senders_write_rows_in_opposite_order
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task One_is_told_to_repeat_and_each_row_is_there_once()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var refused = await Task.WhenAll(Both(database));
        Assert.AreEqual(
            1,
            refused.Count(failure => failure == StorageErrors.Busy && failure.Status == 503),
            "The database ends a deadlock by refusing one of the two."
        );
        Assert.AreEqual(1, refused.Count(failure => failure is null));

        await database.WriteAsync(session => session.Rows.InsertAsync([Row("first"), Row("second")], None));
        Assert.AreEqual(2, await database.ReadAsync(context => context.Set<ActualsImport>().CountAsync()));
    }

    private static Task<ErrorCode?>[] Both(OpenedDatabase database)
    {
        var bothHoldOne = new Barrier();
        return [SendAsync(database, bothHoldOne, "first", "second"), SendAsync(database, bothHoldOne, "second", "first")];
    }

    private static async Task<ErrorCode?> SendAsync(OpenedDatabase database, Barrier bothHoldOne, string first, string second)
    {
        try
        {
            await database.WriteAsync(async session =>
            {
                await session.Rows.InsertAsync([Row(first)], None);
                await bothHoldOne.ArriveAsync();
                return await session.Rows.InsertAsync([Row(second)], None);
            });
            return null;
        }
        catch (Exception exception) when (StorageErrors.Of(exception) is { } failure)
        {
            return failure;
        }
    }

    private static ActualsImport Row(string name) =>
        new()
        {
            DataAreaId = "USPM",
            ActualsImportId = FinanceSample.Id(name),
            ActualId = FinanceSample.Id(name),
            TransactionCurrencyId = "USD",
        };

    /// <summary>Lets two go on when both have come.</summary>
    private sealed class Barrier
    {
        private readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int arrived;

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }

            return both.Task.WaitAsync(TimeSpan.FromMinutes(5));
        }
    }
}
