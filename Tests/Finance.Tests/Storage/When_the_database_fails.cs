using Microsoft.Data.Sqlite;
using Npgsql;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Storage;

[TestClass]
public sealed class When_the_database_fails
{
    [TestMethod]
    [DataRow("40001", 409, nameof(StorageErrors.Conflict))]
    [DataRow("23505", 409, nameof(StorageErrors.Conflict))]
    [DataRow("40P01", 503, nameof(StorageErrors.Busy))]
    [DataRow("55P03", 503, nameof(StorageErrors.Busy))]
    [DataRow("57P01", 503, nameof(StorageErrors.Unavailable))]
    [DataRow("08006", 503, nameof(StorageErrors.Unavailable))]
    [DataRow("53100", 503, nameof(StorageErrors.Full))]
    [DataRow("25006", 503, nameof(StorageErrors.ReadOnly))]
    [DataRow("28P01", 503, nameof(StorageErrors.Unavailable))]
    [DataRow("42501", 503, nameof(StorageErrors.ReadOnly))]
    [DataRow("XX001", 503, nameof(StorageErrors.Corrupt))]
    [DataRow("XX002", 503, nameof(StorageErrors.Corrupt))]
    [DataRow("22012", 400, nameof(StorageErrors.Unstorable))]
    [DataRow("22021", 400, nameof(StorageErrors.Unstorable))]
    [DataRow("42P01", 0, null)]
    public void PostgreSql_says_it_in_the_documented_codes(string state, int status, string? name) =>
        AssertSaid(new PostgresException("text", "ERROR", "ERROR", state), status, name);

    [TestMethod]
    [DataRow(5, 503, nameof(StorageErrors.Busy))]
    [DataRow(6, 503, nameof(StorageErrors.Busy))]
    [DataRow(8, 503, nameof(StorageErrors.ReadOnly))]
    [DataRow(13, 503, nameof(StorageErrors.Full))]
    [DataRow(10, 503, nameof(StorageErrors.Unavailable))]
    [DataRow(14, 503, nameof(StorageErrors.Unavailable))]
    [DataRow(11, 503, nameof(StorageErrors.Corrupt))]
    [DataRow(26, 503, nameof(StorageErrors.Corrupt))]
    [DataRow(15, 503, nameof(StorageErrors.Busy))]
    [DataRow(1, 0, null)]
    public void Sqlite_says_it_in_the_same_codes(int error, int status, string? name) => AssertSaid(new SqliteException("text", error), status, name);

    [TestMethod]
    public void A_statement_that_takes_too_long_says_that_the_database_is_busy() =>
        AssertSaid(new NpgsqlException("text", new TimeoutException()), 503, nameof(StorageErrors.Busy));

    [TestMethod]
    public void A_fault_of_finance_stays_one() => Assert.IsNull(StorageErrors.Of(new InvalidOperationException("text")));

    private static void AssertSaid(Exception cause, int status, string? name)
    {
        var failure = StorageErrors.Of(new InvalidOperationException("around it", cause));
        Assert.AreSame(name is null ? null : typeof(StorageErrors).GetField(name)!.GetValue(null), failure);
        Assert.AreEqual(status, failure?.Status ?? 0);
    }
}
