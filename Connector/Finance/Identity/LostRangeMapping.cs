using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Identity;

internal sealed class LostRangeMapping : IEntityTypeConfiguration<LostRange>
{
    public void Configure(EntityTypeBuilder<LostRange> builder)
    {
        builder
            .ToTable(nameof(LostRange))
            .HasKey(row => new
            {
                row.Company,
                row.Reference,
                row.First,
            });
    }
}
