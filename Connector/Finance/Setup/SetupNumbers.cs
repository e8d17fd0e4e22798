namespace ProjectInvoice.Finance.Setup;

/// <summary>Finds numbers and lengths of a set-up that are out of bounds.</summary>
internal static class SetupNumbers
{
    private const decimal LeastRate = 0.000000001m;
    private const decimal MostRate = 1_000_000_000m;
    private const string RateRule = "must be 0.000000001 to 1000000000";
    private const long MostNumber = 999_999_999_999;

    public static void Find(CheckedSections sections)
    {
        FindOfRates(sections);
        FindOfTerms(sections);
        FindOfNumbering(sections);
    }

    private static void FindOfRates(CheckedSections sections)
    {
        sections.Companies.Number("id", record => record.Id.Length is > 0 and <= 4, "must have 1 to 4 characters");
        sections
            .Currencies.Number("code", record => record.Code.Length == 3, "must have 3 characters")
            .Number("decimals", record => record.Decimals is >= 0 and <= 4, "must be 0 to 4");
        sections.ExchangeRates.Number("rate", record => record.Rate is >= LeastRate and <= MostRate, RateRule);
        sections.FixedRateAgreements.Number("rate", record => record.Rate is >= LeastRate and <= MostRate, RateRule);
        sections.SalesTaxCodes.Number("rates.percent", record => record.Rates.All(rate => rate.Percent is >= 0 and <= 100), "must be 0 to 100");
    }

    private static void FindOfTerms(CheckedSections sections) =>
        sections
            .TermsOfPayment.Number("days", record => record.Days is >= 0 and <= 3650, "must be 0 to 3650")
            .Number(
                "dayOfMonth",
                record => record.From == "DayOfMonth" ? record.DayOfMonth is >= 1 and <= 31 : record.DayOfMonth is null,
                "must be 1 to 31 from DayOfMonth, and is left out else"
            );

    private static void FindOfNumbering(CheckedSections sections)
    {
        sections
            .NumberSequences.Number("next", record => record.Next is > 0 and <= MostNumber, $"must be 1 to {MostNumber}")
            .Number("format", record => NumberFormat.IsValid(record.Format), "must hold one run of # for the digits");
        sections.Parameters.Number("journalLineLimit", record => record.JournalLineLimit >= 0, "must not be negative");
    }
}
