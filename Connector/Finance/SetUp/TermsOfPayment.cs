using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>Days until an invoice is due, counted from its date (InvoiceDate) or from the end of its month (MonthEnd).</summary>
[PrimaryKey(nameof(Company), nameof(Code))]
internal sealed record TermsOfPayment(
    string Company,
    string Code,
    int Days,
    string From);
