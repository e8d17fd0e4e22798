using Microsoft.Extensions.Configuration;
using Npgsql;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Storage;

[TestClass]
public sealed class When_the_connection_string_is_read
{
    [TestMethod]
    [DataRow(null, "Data Source=finance.db")]
    [DataRow("books.db", "Data Source=books.db")]
    [DataRow("Data Source=/var/books.db;Pooling=False", "Data Source=/var/books.db;Pooling=False")]
    public void A_file_is_sqlite(string? given, string expected)
    {
        var settings = Read(given);
        Assert.IsFalse(settings.IsPostgreSql);
        Assert.AreEqual(expected, settings.ConnectionString);
    }

    [TestMethod]
    [DataRow("Host=db;Username=finance;Database=books")]
    [DataRow(" host = db ; Username=finance;Password=p%40ss;Database=books")]
    [DataRow("postgres://finance:p%40ss@db/books")]
    [DataRow("postgresql://finance@db:5433/books?SSL%20Mode=Require")]
    public void A_host_is_postgresql(string given)
    {
        var settings = Read(given);
        Assert.IsTrue(settings.IsPostgreSql);
        var read = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        Assert.AreEqual("db", read.Host);
        Assert.AreEqual("finance", read.Username);
        Assert.AreEqual("books", read.Database);
        Assert.AreEqual(given.Contains("5433", StringComparison.Ordinal) ? 5433 : 5432, read.Port);
        Assert.AreEqual(
            !given.Contains("p%40ss", StringComparison.Ordinal) ? null
                : given[0] == ' ' ? "p%40ss"
                : "p@ss",
            read.Password
        );
        StringAssert.Contains(read.Options, "lock_timeout");
    }

    [TestMethod]
    [DataRow("Host=db;Nonsense=secret")]
    [DataRow("Nonsense=secret")]
    [DataRow("postgres://finance:secret@")]
    public void Anything_else_is_refused_without_showing_the_password(string given)
    {
        var refused = Assert.ThrowsExactly<FinanceRefusal>(() => Read(given));
        Assert.AreEqual(StorageErrors.UnreadableConnectionString, refused.Fault.Error);
        Assert.DoesNotContain("secret", refused.ToString());
    }

    private static StorageSettings Read(string? given) =>
        StorageSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:ConnectionString", given)]).Build());
}
