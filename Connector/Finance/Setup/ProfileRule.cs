using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// Chooses a cost and revenue profile for the transactions of a billing method: that of the rule, else that of its profile. Among the rules of the
/// transaction's method the most specific one that fits wins: project, then contract, then project group, then none; where no rule is for its method, among
/// those that name none.
/// </summary>
[PrimaryKey(nameof(RuleNumber))]
internal sealed record ProfileRule(string Company, string? Project, string? Contract, string? ProjectGroup, string Profile, string? BillingMethod = null)
{
    /// <summary>The place in the list, which is the key: a rule may leave all three parts empty.</summary>
    [JsonIgnore]
    public int RuleNumber { get; init; }
}
