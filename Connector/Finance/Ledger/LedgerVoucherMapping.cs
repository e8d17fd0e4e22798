using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class LedgerVoucherMapping : IEntityTypeConfiguration<LedgerVoucher>
{
    public void Configure(EntityTypeBuilder<LedgerVoucher> builder)
    {
        builder.ToTable(nameof(LedgerVoucher)).HasKey(row => new { row.DataAreaId, row.Voucher });
    }
}
