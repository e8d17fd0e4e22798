using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Setup;

internal sealed class NumberSequenceCounterMapping : IEntityTypeConfiguration<NumberSequenceCounter>
{
    public void Configure(EntityTypeBuilder<NumberSequenceCounter> builder)
    {
        builder.ToTable(nameof(NumberSequenceCounter)).HasKey(row => new { row.Company, row.Reference });
    }
}
