using System.Globalization;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Which days of a company can be posted on.</summary>
internal static class FiscalCalendar
{
    public static FiscalPeriod? PeriodOf(SetupCatalog setUp, string company, DateOnly date) =>
        setUp.Periods(company).FirstOrDefault(period => period.From <= date && date <= period.To);

    public static bool IsOpen(SetupCatalog setUp, string company, DateOnly date) => PeriodOf(setUp, company, date)?.Status == "Open";

    /// <summary>The first later day in an open period; null where there is none.</summary>
    public static DateOnly? NextOpenDate(SetupCatalog setUp, string company, DateOnly date) =>
        setUp.Periods(company).FirstOrDefault(period => period.Status == "Open" && period.From > date)?.From;

    /// <summary>Why the date cannot be posted on, and the next date that can; without the last full stop.</summary>
    public static string Explain(SetupCatalog setUp, string company, DateOnly date)
    {
        var period = PeriodOf(setUp, company, date);
        var cause = period is null
            ? $"No fiscal period of {company} holds {Day(date)}"
            : $"The fiscal period of {company} from {Day(period.From)} to {Day(period.To)} is {(period.Status == "OnHold" ? "on hold" : "closed")}";
        return NextOpenDate(setUp, company, date) is { } next
            ? $"{cause}. The next open date is {Day(next)}"
            : $"{cause}. There is no later open date: open a period";
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
