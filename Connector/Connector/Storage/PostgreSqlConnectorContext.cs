using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>The connector's database in PostgreSQL, which several instances may share.</summary>
internal sealed class PostgreSqlConnectorContext : ConnectorContext
{
    public PostgreSqlConnectorContext(DbContextOptions<PostgreSqlConnectorContext> options)
        : base(options) =>
        // Whatever is written for a claim is checked when it is committed.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    public override RowCommands Rows(IDbContextTransaction transaction) => new PostgreSqlRowCommands((NpgsqlTransaction)transaction.GetDbTransaction());

    // A lock of the transaction: one of the session would stay with a pooler's connection.
    public override Task LockAsync(string work, CancellationToken cancellation) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({work}, 0))", cancellation);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ConnectorInstance>(instance =>
        {
            instance.ToTable("Instances");
            instance.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<Claim>(claim =>
        {
            claim.ToTable("Claims");
            claim.HasKey(row => row.Name);
            claim.HasIndex(row => row.Token).IsUnique();
            claim.HasOne<ConnectorInstance>().WithMany().HasForeignKey(row => row.Holder).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.UseOrdinalText();
    }
}
