using Finance.SetUp;

namespace Finance.Posting;

/// <summary>When an invoice is due: by the customer's terms; without terms, today.</summary>
internal static class DueDate
{
    public static DateOnly Of(SetUpCatalogue setUp, Customer customer, DateOnly invoiceDate, DateOnly today)
    {
        if (customer.TermsOfPayment is null || setUp.Terms(customer.Company, customer.TermsOfPayment) is not { } terms)
        {
            return today;
        }

        var from = terms.From == "MonthEnd" ? new DateOnly(invoiceDate.Year, invoiceDate.Month, DateTime.DaysInMonth(invoiceDate.Year, invoiceDate.Month)) : invoiceDate;
        return from.AddDays(terms.Days);
    }
}
