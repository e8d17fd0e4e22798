using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Identity;

internal sealed class BooksIdentityMapping : IEntityTypeConfiguration<BooksIdentity>
{
    public void Configure(EntityTypeBuilder<BooksIdentity> builder)
    {
        builder.ToTable(nameof(BooksIdentity)).HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
