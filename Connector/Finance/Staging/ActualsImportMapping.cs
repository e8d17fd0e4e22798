using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Staging;

internal sealed class ActualsImportMapping : IEntityTypeConfiguration<ActualsImport>
{
    public void Configure(EntityTypeBuilder<ActualsImport> builder)
    {
        builder.ToTable(nameof(ActualsImport)).HasKey(row => new { row.DataAreaId, row.ActualsImportId });
        builder.HasIndex(row => row.ActualId).IsUnique();
        builder.HasIndex(row => new
        {
            row.ImportStatus,
            row.DataAreaId,
            row.TransactionType,
            row.AccountingDate,
        });
        builder.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId });
        builder.HasIndex(row => row.RetainerId);
        builder.Property(row => row.TransactionType).HasConversion<string>();
        builder.Property(row => row.BillingType).HasConversion<string>();
        builder.Property(row => row.BillingMethod).HasConversion<string>();
        builder.Property(row => row.ImportStatus).HasConversion<string>();
        builder.Property(row => row.IsJournalized).HasConversion<string>();
        builder.Property(row => row.ProjActualsImportSync).HasConversion<string>();
    }
}
