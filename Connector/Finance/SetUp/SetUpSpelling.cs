namespace Finance.SetUp;

/// <summary>Spells the company of every record as the section of companies spells it, so that one comparison by the database finds them all.</summary>
internal static class SetUpSpelling
{
    public static FinanceSetUp Applied(FinanceSetUp setUp)
    {
        var companies = setUp.Companies.ToDictionary(company => company.Id, company => company.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var section in SetUpSection.All.Where(section => section.Company is not null))
        {
            foreach (var record in (IEnumerable<object>)section.List.GetValue(setUp)!)
            {
                section.Company!.SetValue(record, companies[(string)section.Company.GetValue(record)!]);
            }
        }

        return setUp with { ProfileRules = [.. setUp.ProfileRules.Select((rule, index) => rule with { RuleNumber = index + 1 })] };
    }
}
