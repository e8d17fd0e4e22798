namespace Finance.SetUp;

/// <summary>Chooses a cost and revenue profile; the most specific rule that fits wins: project, then contract, then project group, then none.</summary>
internal sealed record ProfileRule(
    string Company,
    string? Project,
    string? Contract,
    string? ProjectGroup,
    string Profile);
