using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class ProjectTransactionMapping : IEntityTypeConfiguration<ProjectTransaction>
{
    public void Configure(EntityTypeBuilder<ProjectTransaction> builder)
    {
        builder.ToTable(nameof(ProjectTransaction)).HasKey(row => row.ActualId);
        builder.HasIndex(row => new { row.DataAreaId, row.Voucher });
        builder.HasIndex(row => row.RetainerActualId);
        builder.Property(row => row.Kind).HasConversion<string>();
    }
}
