using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Proposals;

internal sealed class InvoiceProposalMapping : IEntityTypeConfiguration<InvoiceProposal>
{
    public void Configure(EntityTypeBuilder<InvoiceProposal> builder)
    {
        builder.ToTable(nameof(InvoiceProposal)).HasKey(row => new { row.DataAreaId, row.InvoiceProposalId });
        builder.Property(row => row.ProposalStatus).HasConversion<string>();
        builder.Property(row => row.LayoutSections).HasConversion<string>().HasDefaultValue(InvoiceSections.None);
        builder.Property(row => row.LayoutDetail).HasConversion<string>().HasDefaultValue(InvoiceDetail.Detail);
        builder.Property(row => row.LayoutOrder).HasConversion<string>().HasDefaultValue(InvoiceOrder.Project);
        builder.HasIndex(row => new { row.ProposalStatus, row.DataAreaId });
    }
}
