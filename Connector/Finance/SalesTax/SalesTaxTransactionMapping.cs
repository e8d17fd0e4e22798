using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.SalesTax;

internal sealed class SalesTaxTransactionMapping : IEntityTypeConfiguration<SalesTaxTransaction>
{
    public void Configure(EntityTypeBuilder<SalesTaxTransaction> builder)
    {
        builder.ToTable(nameof(SalesTaxTransaction)).HasKey(row => new { row.ActualId, row.TaxCode });
        builder.HasIndex(row => new { row.DataAreaId, row.Voucher });
    }
}
