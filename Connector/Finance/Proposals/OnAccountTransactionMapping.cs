using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Proposals;

internal sealed class OnAccountTransactionMapping : IEntityTypeConfiguration<OnAccountTransaction>
{
    public void Configure(EntityTypeBuilder<OnAccountTransaction> builder)
    {
        builder.ToTable(nameof(OnAccountTransaction)).HasKey(row => new { row.DataAreaId, row.OnAccountTransactionId });
        builder.HasIndex(row => row.OnAccountTransactionId).IsUnique();
        builder.HasIndex(row => row.MilestoneId).IsUnique();
        builder.HasIndex(row => row.ActualId).IsUnique();
        builder.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId });
        builder.Property(row => row.Origin).HasConversion<string>();
        builder.Property(row => row.Status).HasConversion<string>();
    }
}
