using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Ledger;

internal sealed class LedgerEntryMapping : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder
            .ToTable(nameof(LedgerEntry))
            .HasKey(row => new
            {
                row.DataAreaId,
                row.Voucher,
                row.LineNumber,
            });
    }
}
