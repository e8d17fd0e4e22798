using Microsoft.Data.Sqlite;
using Npgsql;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Storage;

[TestClass]
public sealed class When_the_database_fails
{
    [TestMethod]
    [DataRow("40001", 409, "PINV4408")]
    [DataRow("23505", 409, "PINV4408")]
    [DataRow("40P01", 503, "PINV4408")]
    [DataRow("55P03", 503, "PINV4408")]
    [DataRow("57P01", 503, "PINV4430")]
    [DataRow("08006", 503, "PINV4430")]
    [DataRow("53100", 503, "PINV4430")]
    [DataRow("25006", 503, "PINV4430")]
    [DataRow("28P01", 503, "PINV4430")]
    [DataRow("42501", 503, "PINV4430")]
    [DataRow("XX001", 503, "PINV4441")]
    [DataRow("XX002", 503, "PINV4441")]
    [DataRow("22012", 400, "PINV4405")]
    [DataRow("22021", 400, "PINV4405")]
    [DataRow("42P01", 0, null)]
    public void PostgreSql_says_it_in_the_documented_codes(string state, int status, string? code) =>
        AssertSaid(new PostgresException("text", "ERROR", "ERROR", state), status, code);

    [TestMethod]
    [DataRow(5, 503, "PINV4408")]
    [DataRow(6, 503, "PINV4408")]
    [DataRow(8, 503, "PINV4430")]
    [DataRow(13, 503, "PINV4430")]
    [DataRow(10, 503, "PINV4430")]
    [DataRow(14, 503, "PINV4430")]
    [DataRow(11, 503, "PINV4441")]
    [DataRow(26, 503, "PINV4441")]
    [DataRow(15, 503, "PINV4408")]
    [DataRow(1, 0, null)]
    public void Sqlite_says_it_in_the_same_codes(int error, int status, string? code) => AssertSaid(new SqliteException("text", error), status, code);

    [TestMethod]
    public void A_statement_that_takes_too_long_says_that_the_database_is_busy() =>
        AssertSaid(new NpgsqlException("text", new TimeoutException()), 503, "PINV4408");

    [TestMethod]
    public void A_fault_of_finance_stays_one() => Assert.IsNull(StorageFailure.Of(new InvalidOperationException("text")));

    private static void AssertSaid(Exception cause, int status, string? code)
    {
        var failure = StorageFailure.Of(new InvalidOperationException("around it", cause));
        Assert.AreEqual(code, failure?.Code);
        Assert.AreEqual(status, failure?.Status ?? 0);
    }
}
