using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Staging;

internal sealed class TransactionRelationshipMapping : IEntityTypeConfiguration<TransactionRelationship>
{
    public void Configure(EntityTypeBuilder<TransactionRelationship> builder)
    {
        builder.ToTable(nameof(TransactionRelationship)).HasKey(row => row.ConnectionId);
        builder.HasIndex(row => row.Transaction1Id);
        builder.HasIndex(row => row.Transaction2Id);
    }
}
