using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// When an invoice is due: days after its date (InvoiceDate), after the end of its month (MonthEnd), or the first given day of a month on or after that many
/// days (DayOfMonth; a month without that day counts its last one).
/// </summary>
[PrimaryKey(nameof(Company), nameof(Code))]
internal sealed record TermsOfPayment(string Company, string Code, int Days, string From, int? DayOfMonth = null);
