using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Journal;

internal sealed class IntegrationJournalMapping : IEntityTypeConfiguration<IntegrationJournal>
{
    public void Configure(EntityTypeBuilder<IntegrationJournal> builder)
    {
        builder.ToTable(nameof(IntegrationJournal)).HasKey(row => new { row.DataAreaId, row.JournalId });
        builder.Property(row => row.Status).HasConversion<string>();
    }
}
