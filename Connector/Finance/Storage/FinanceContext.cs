using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ProjectInvoice.Finance.Callbacks;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Posting.Batches;
using ProjectInvoice.Finance.Posting.Documents;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// The tables of finance. Set-up, queries and migrations go through it; lines are written through <see cref="IRowWriter"/>, which takes the names of tables and
/// columns from this model.
/// </summary>
internal abstract class FinanceContext(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HaveConversion<NormalizedDecimal>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Setup(modelBuilder);
        Staged(modelBuilder);
        Documents(modelBuilder);
        Books(modelBuilder);
        Outbox(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(ICompanyRow).IsAssignableFrom(entity.ClrType)))
        {
            modelBuilder.Entity(entity.ClrType).Property(nameof(ICompanyRow.DataAreaId)).HasConversion<CompanyColumn>();
        }
    }

    private static void Setup(ModelBuilder model)
    {
        foreach (var section in SetupSection.All)
        {
            var record = section.Record;
            var entity = model.Entity(record);
            entity.ToTable(record.Name);
            if (section.CompanyId is { } company)
            {
                entity.Property(company.Name).HasConversion<CompanyColumn>();
            }

            foreach (var part in record.GetProperties().Where(property => property.CanWrite && !IsColumn(property.PropertyType)))
            {
                // What a record holds in itself is one column of JSON.
                var column = typeof(JsonColumn<>).MakeGenericType(part.PropertyType);
                entity
                    .Property(part.PropertyType, part.Name)
                    .HasConversion(
                        (ValueConverter)Activator.CreateInstance(column)!,
                        (ValueComparer)column.GetField(nameof(JsonColumn<string>.Comparer))!.GetValue(null)!
                    );
            }
        }

        model.Entity<ProfileRule>().Property(rule => rule.RuleNumber).ValueGeneratedNever();
        Key<NumberSequenceCounter>(model, nameof(NumberSequenceCounter.Company), nameof(NumberSequenceCounter.Reference));
        Key<SetupStamp>(model, nameof(SetupStamp.Id)).ToTable("SetUpStamp").Property(row => row.Id).ValueGeneratedNever();
    }

    private static bool IsColumn(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsValueType || plain == typeof(string));

    private static void Staged(ModelBuilder model)
    {
        var actual = Key<ActualsImport>(model, nameof(ActualsImport.DataAreaId), nameof(ActualsImport.ActualsImportId));
        actual.HasIndex(row => row.ActualId).IsUnique();
        actual.HasIndex(row => new
        {
            row.ImportStatus,
            row.DataAreaId,
            row.TransactionType,
            row.AccountingDate,
        });
        actual.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId });
        actual.HasIndex(row => row.RetainerId);
        actual.Property(row => row.TransactionType).HasConversion<string>();
        actual.Property(row => row.BillingType).HasConversion<string>();
        actual.Property(row => row.BillingMethod).HasConversion<string>();
        actual.Property(row => row.ImportStatus).HasConversion<string>();
        actual.Property(row => row.IsJournalized).HasConversion<string>();
        actual.Property(row => row.ProjActualsImportSync).HasConversion<string>();

        var relationship = Key<TransactionRelationship>(model, nameof(TransactionRelationship.ConnectionId));
        relationship.HasIndex(row => row.Transaction1Id);
        relationship.HasIndex(row => row.Transaction2Id);
        Key<ContractLineMilestone>(model, nameof(ContractLineMilestone.DataAreaId), nameof(ContractLineMilestone.ContractLineMilestoneIdentifier));
    }

    private static void Documents(ModelBuilder model)
    {
        var proposal = Key<InvoiceProposal>(model, nameof(InvoiceProposal.DataAreaId), nameof(InvoiceProposal.InvoiceProposalId));
        proposal.Property(row => row.ProposalStatus).HasConversion<string>();
        proposal.Property(row => row.LayoutSections).HasConversion<string>().HasDefaultValue(InvoiceSections.None);
        proposal.Property(row => row.LayoutDetail).HasConversion<string>().HasDefaultValue(InvoiceDetail.Detail);
        proposal.Property(row => row.LayoutOrder).HasConversion<string>().HasDefaultValue(InvoiceOrder.Project);
        proposal.HasIndex(row => new { row.ProposalStatus, row.DataAreaId });
        var line = Key<ProposalLine>(model, nameof(ProposalLine.DataAreaId), nameof(ProposalLine.InvoiceProposalId), nameof(ProposalLine.LineNumber));
        line.HasIndex(row => row.ActualId).IsUnique();
        line.HasIndex(row => row.UnbilledActualId).IsUnique();
        line.HasIndex(row => row.CreditedActualId).IsUnique();
        line.HasIndex(row => row.MilestoneId);
        line.HasIndex(row => row.RetainerActualId);

        var onAccount = Key<OnAccountTransaction>(model, nameof(OnAccountTransaction.DataAreaId), nameof(OnAccountTransaction.OnAccountTransactionId));
        onAccount.HasIndex(row => row.OnAccountTransactionId).IsUnique();
        onAccount.HasIndex(row => row.MilestoneId).IsUnique();
        onAccount.HasIndex(row => row.ActualId).IsUnique();
        onAccount.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId });
        onAccount.Property(row => row.Origin).HasConversion<string>();
        onAccount.Property(row => row.Status).HasConversion<string>();

        var journal = Key<IntegrationJournal>(model, nameof(IntegrationJournal.DataAreaId), nameof(IntegrationJournal.JournalId));
        journal.Property(row => row.Status).HasConversion<string>();
        var journalLine = Key<IntegrationJournalLine>(
            model,
            nameof(IntegrationJournalLine.DataAreaId),
            nameof(IntegrationJournalLine.JournalId),
            nameof(IntegrationJournalLine.LineNumber)
        );
        journalLine.HasIndex(row => row.ActualId).IsUnique();
        journalLine.Property(row => row.Kind).HasConversion<string>();
        journalLine.Property(row => row.Status).HasConversion<string>();

        var invoice = Key<PostedInvoice>(model, nameof(PostedInvoice.DataAreaId), nameof(PostedInvoice.ProjInvoiceId));
        invoice.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId }).IsUnique();
        invoice.HasIndex(row => new { row.DataAreaId, row.LedgerVoucher }).IsUnique();
        Key<PostingBatch>(model, nameof(PostingBatch.BatchId)).Property(row => row.Status).HasConversion<string>();
        Key<PostingBatchProposal>(
                model,
                nameof(PostingBatchProposal.BatchId),
                nameof(PostingBatchProposal.DataAreaId),
                nameof(PostingBatchProposal.InvoiceProposalId)
            )
            .Property(row => row.Outcome)
            .HasConversion<string>();
        Key<InvoiceDocument>(model, nameof(InvoiceDocument.DataAreaId), nameof(InvoiceDocument.ProjInvoiceId));
    }

    private static void Books(ModelBuilder model)
    {
        Key<LedgerVoucher>(model, nameof(LedgerVoucher.DataAreaId), nameof(LedgerVoucher.Voucher));
        Key<LedgerEntry>(model, nameof(LedgerEntry.DataAreaId), nameof(LedgerEntry.Voucher), nameof(LedgerEntry.LineNumber));
        var transaction = Key<ProjectTransaction>(model, nameof(ProjectTransaction.ActualId));
        transaction.HasIndex(row => new { row.DataAreaId, row.Voucher });
        transaction.HasIndex(row => row.RetainerActualId);
        transaction.Property(row => row.Kind).HasConversion<string>();
        Key<CustomerTransaction>(model, nameof(CustomerTransaction.DataAreaId), nameof(CustomerTransaction.Voucher));
        Key<CustomerBalance>(model, nameof(CustomerBalance.DataAreaId), nameof(CustomerBalance.Voucher), nameof(CustomerBalance.Part));
        Key<SalesTaxTransaction>(model, nameof(SalesTaxTransaction.ActualId), nameof(SalesTaxTransaction.TaxCode))
            .HasIndex(row => new { row.DataAreaId, row.Voucher });
    }

    private static void Outbox(ModelBuilder model)
    {
        var part = Key<CallbackPart>(model, nameof(CallbackPart.Sequence));
        part.Property(row => row.Sequence).ValueGeneratedOnAdd();
        part.HasIndex(row => new { row.EventId, row.Part }).IsUnique();
        part.HasIndex(row => new { row.Status, row.Sequence });
        part.Property(row => row.Status).HasConversion<string>();
        Key<BooksIdentity>(model, nameof(BooksIdentity.Id)).Property(row => row.Id).ValueGeneratedNever();
        Key<LostRange>(model, nameof(LostRange.Company), nameof(LostRange.Reference), nameof(LostRange.First));
    }

    private static EntityTypeBuilder<T> Key<T>(ModelBuilder model, params string[] properties)
        where T : class
    {
        var entity = model.Entity<T>();
        entity.ToTable(typeof(T).Name);
        entity.HasKey(properties);
        return entity;
    }
}
