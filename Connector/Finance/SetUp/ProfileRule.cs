using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>Chooses a cost and revenue profile; the most specific rule that fits wins: project, then contract, then project group, then none.</summary>
[PrimaryKey(nameof(RuleNumber))]
internal sealed record ProfileRule(
    string Company,
    string? Project,
    string? Contract,
    string? ProjectGroup,
    string Profile)
{
    /// <summary>The place in the list, which is the key: a rule may leave all three parts empty.</summary>
    [JsonIgnore]
    public int RuleNumber { get; init; }
}
