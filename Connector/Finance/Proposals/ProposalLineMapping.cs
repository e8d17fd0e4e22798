using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Proposals;

internal sealed class ProposalLineMapping : IEntityTypeConfiguration<ProposalLine>
{
    public void Configure(EntityTypeBuilder<ProposalLine> builder)
    {
        builder
            .ToTable(nameof(ProposalLine))
            .HasKey(row => new
            {
                row.DataAreaId,
                row.InvoiceProposalId,
                row.LineNumber,
            });
        builder.HasIndex(row => row.ActualId).IsUnique();
        builder.HasIndex(row => row.UnbilledActualId).IsUnique();
        builder.HasIndex(row => row.CreditedActualId).IsUnique();
        builder.HasIndex(row => row.MilestoneId);
        builder.HasIndex(row => row.RetainerActualId);
    }
}
