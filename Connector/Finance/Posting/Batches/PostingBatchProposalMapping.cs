using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Posting.Batches;

internal sealed class PostingBatchProposalMapping : IEntityTypeConfiguration<PostingBatchProposal>
{
    public void Configure(EntityTypeBuilder<PostingBatchProposal> builder)
    {
        builder
            .ToTable(nameof(PostingBatchProposal))
            .HasKey(row => new
            {
                row.BatchId,
                row.DataAreaId,
                row.InvoiceProposalId,
            });
        builder.Property(row => row.Outcome).HasConversion<string>();
    }
}
