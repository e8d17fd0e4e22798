using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class CustomerBalanceMapping : IEntityTypeConfiguration<CustomerBalance>
{
    public void Configure(EntityTypeBuilder<CustomerBalance> builder)
    {
        builder
            .ToTable(nameof(CustomerBalance))
            .HasKey(row => new
            {
                row.DataAreaId,
                row.Voucher,
                row.Part,
            });
    }
}
