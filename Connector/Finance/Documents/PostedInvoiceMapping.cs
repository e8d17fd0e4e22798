using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Documents;

internal sealed class PostedInvoiceMapping : IEntityTypeConfiguration<PostedInvoice>
{
    public void Configure(EntityTypeBuilder<PostedInvoice> builder)
    {
        builder.ToTable(nameof(PostedInvoice)).HasKey(row => new { row.DataAreaId, row.ProjInvoiceId });
        builder.HasIndex(row => new { row.DataAreaId, row.InvoiceProposalId }).IsUnique();
        builder.HasIndex(row => new { row.DataAreaId, row.LedgerVoucher }).IsUnique();
    }
}
