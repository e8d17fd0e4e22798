using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>When an invoice is due: by terms of payment; without terms, today.</summary>
internal static class DueDate
{
    public static DateOnly Of(SetupCatalog setUp, Customer customer, DateOnly invoiceDate, DateOnly today) =>
        Of(setUp, customer.Company, customer.TermsOfPayment, invoiceDate, today);

    /// <param name="setUp">Holds the terms.</param>
    /// <param name="company">Whose terms they are.</param>
    /// <param name="code">The terms; null for none.</param>
    /// <param name="invoiceDate">What the days are counted from.</param>
    /// <param name="today">Due date without terms.</param>
    public static DateOnly Of(SetupCatalog setUp, string company, string? code, DateOnly invoiceDate, DateOnly today)
    {
        if (code is null || setUp.Terms(company, code) is not { } terms)
        {
            return today;
        }

        return terms.From switch
        {
            "MonthEnd" => OfMonth(invoiceDate, DateTime.DaysInMonth(invoiceDate.Year, invoiceDate.Month)).AddDays(terms.Days),
            "DayOfMonth" => Next(invoiceDate.AddDays(terms.Days), terms.DayOfMonth ?? 1),
            _ => invoiceDate.AddDays(terms.Days),
        };
    }

    private static DateOnly Next(DateOnly from, int day) => OfMonth(from, day) is var here && here >= from ? here : OfMonth(from.AddMonths(1), day);

    private static DateOnly OfMonth(DateOnly month, int day) => new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));
}
