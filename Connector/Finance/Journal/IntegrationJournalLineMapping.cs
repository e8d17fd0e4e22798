using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Journal;

internal sealed class IntegrationJournalLineMapping : IEntityTypeConfiguration<IntegrationJournalLine>
{
    public void Configure(EntityTypeBuilder<IntegrationJournalLine> builder)
    {
        builder
            .ToTable(nameof(IntegrationJournalLine))
            .HasKey(row => new
            {
                row.DataAreaId,
                row.JournalId,
                row.LineNumber,
            });
        builder.HasIndex(row => row.ActualId).IsUnique();
        builder.Property(row => row.Kind).HasConversion<string>();
        builder.Property(row => row.Status).HasConversion<string>();
    }
}
