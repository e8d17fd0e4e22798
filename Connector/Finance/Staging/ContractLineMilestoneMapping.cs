using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Staging;

internal sealed class ContractLineMilestoneMapping : IEntityTypeConfiguration<ContractLineMilestone>
{
    public void Configure(EntityTypeBuilder<ContractLineMilestone> builder)
    {
        builder.ToTable(nameof(ContractLineMilestone)).HasKey(row => new { row.DataAreaId, row.ContractLineMilestoneIdentifier });
    }
}
