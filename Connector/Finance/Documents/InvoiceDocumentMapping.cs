using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Documents;

internal sealed class InvoiceDocumentMapping : IEntityTypeConfiguration<InvoiceDocument>
{
    public void Configure(EntityTypeBuilder<InvoiceDocument> builder)
    {
        builder.ToTable(nameof(InvoiceDocument)).HasKey(row => new { row.DataAreaId, row.ProjInvoiceId });
    }
}
