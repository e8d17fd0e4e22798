using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class CustomerTransactionMapping : IEntityTypeConfiguration<CustomerTransaction>
{
    public void Configure(EntityTypeBuilder<CustomerTransaction> builder)
    {
        builder.ToTable(nameof(CustomerTransaction)).HasKey(row => new { row.DataAreaId, row.Voucher });
    }
}
