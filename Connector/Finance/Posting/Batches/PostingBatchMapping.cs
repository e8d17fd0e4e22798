using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Posting.Batches;

internal sealed class PostingBatchMapping : IEntityTypeConfiguration<PostingBatch>
{
    public void Configure(EntityTypeBuilder<PostingBatch> builder)
    {
        builder.ToTable(nameof(PostingBatch)).HasKey(row => row.BatchId);
        builder.Property(row => row.Status).HasConversion<string>();
    }
}
