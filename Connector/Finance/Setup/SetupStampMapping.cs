using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Setup;

internal sealed class SetupStampMapping : IEntityTypeConfiguration<SetupStamp>
{
    public void Configure(EntityTypeBuilder<SetupStamp> builder)
    {
        builder.ToTable("SetUpStamp").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
