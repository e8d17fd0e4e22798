using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Outbox;

internal sealed class CallbackPartMapping : IEntityTypeConfiguration<CallbackPart>
{
    public void Configure(EntityTypeBuilder<CallbackPart> builder)
    {
        builder.ToTable(nameof(CallbackPart)).HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.EventId, row.Part }).IsUnique();
        builder.HasIndex(row => new { row.Status, row.Sequence });
        builder.Property(row => row.Status).HasConversion<string>();
    }
}
