using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjectInvoice.Finance.Setup;

internal sealed class ProfileRuleMapping : IEntityTypeConfiguration<ProfileRule>
{
    public void Configure(EntityTypeBuilder<ProfileRule> builder)
    {
        builder.Property(rule => rule.RuleNumber).ValueGeneratedNever();
    }
}
