using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>The connector's own database: what was received, what is to be delivered, what was delivered.</summary>
/// <param name="options">Which database.</param>
internal abstract class ConnectorContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Messages of Dataverse.</summary>
    public DbSet<InboxMessage> Messages => Set<InboxMessage>();

    /// <summary>Postings of finance.</summary>
    public DbSet<PostingPart> Postings => Set<PostingPart>();

    /// <summary>How far tables were read.</summary>
    public DbSet<SyncCursor> Cursors => Set<SyncCursor>();

    /// <summary>Rows to deliver.</summary>
    public DbSet<PendingRow> PendingRows => Set<PendingRow>();

    /// <summary>Rows delivered.</summary>
    public DbSet<DeliveredRow> DeliveredRows => Set<DeliveredRow>();

    /// <summary>Rows that other rows wait with.</summary>
    public DbSet<KnownRow> KnownRows => Set<KnownRow>();

    /// <summary>Databases of finance.</summary>
    public DbSet<FinanceSource> FinanceSources => Set<FinanceSource>();

    /// <summary>The highest numbers they have told.</summary>
    public DbSet<HighestNumber> HighestNumbers => Set<HighestNumber>();

    /// <summary>The numbers that Dataverse had recorded before.</summary>
    public DbSet<RecordedNumber> RecordedNumbers => Set<RecordedNumber>();

    /// <summary>Invoices whose posting finance has lost.</summary>
    public DbSet<LostInvoice> LostInvoices => Set<LostInvoice>();

    /// <summary>When what was delivered is compared with what finance holds.</summary>
    public DbSet<Reconciliation> Reconciliations => Set<Reconciliation>();

    /// <summary>Keys of finance that comparisons hold against what was delivered.</summary>
    public DbSet<ComparedKey> ComparedKeys => Set<ComparedKey>();

    /// <summary>Statements for many rows within a transaction.</summary>
    public abstract RowCommands Rows(IDbContextTransaction transaction);

    /// <summary>Lets the transaction that was begun do a kind of work alone: what it reads stays true until it ends.</summary>
    public abstract Task LockAsync(string work, CancellationToken cancellation);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<InboxMessage>(message =>
        {
            message.HasKey(row => row.Sequence);
            message.HasIndex(row => row.Id).IsUnique();
            message.HasIndex(row => new { row.State, row.Sequence });
        });
        modelBuilder.Entity<PostingPart>(part =>
        {
            part.HasKey(row => row.Sequence);
            part.HasIndex(row => new { row.EventId, row.Part }).IsUnique();
            part.HasIndex(row => new { row.State, row.Sequence });
        });
        modelBuilder.Entity<SyncCursor>().HasKey(cursor => cursor.Map);
        modelBuilder.Entity<PendingRow>(pending =>
        {
            pending.HasKey(row => row.Sequence);
            pending.HasIndex(row => new { row.Map, row.RecordId }).IsUnique();
            pending.HasIndex(row => new
            {
                row.Map,
                row.State,
                row.Sequence,
            });
            pending.HasIndex(row => new
            {
                row.Map,
                row.HeldTable,
                row.HeldFor,
                row.ErrorCode,
            });
        });
        modelBuilder.Entity<DeliveredRow>(delivered =>
        {
            delivered.HasKey(row => new { row.Map, row.RecordId });
            delivered.HasIndex(row => new { row.Map, row.Key });
        });
        modelBuilder.Entity<FinanceSource>().HasKey(source => source.Source);
        modelBuilder
            .Entity<HighestNumber>()
            .HasKey(number => new
            {
                number.Source,
                number.Company,
                number.Reference,
            });
        modelBuilder
            .Entity<RecordedNumber>()
            .HasKey(number => new
            {
                number.Company,
                number.Document,
                number.Number,
            });
        modelBuilder.Entity<LostInvoice>(invoice =>
        {
            invoice.HasKey(row => row.InvoiceId);
            invoice.Property(row => row.InvoiceId).ValueGeneratedNever();
            invoice.HasIndex(row => row.Proposal);
        });
        modelBuilder.Entity<Reconciliation>().Property(state => state.Id).ValueGeneratedNever();
        modelBuilder
            .Entity<ComparedKey>()
            .HasKey(key => new
            {
                key.Comparison,
                key.Key,
                key.Company,
            });
        modelBuilder.Entity<KnownRow>(known =>
        {
            known.HasKey(row => new { row.Map, row.RecordId });
            known.HasIndex(row => new { row.Map, row.WaitsFor });
        });
    }
}
