using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>How project accounting works in a company. A journal line limit of 0 is no limit.</summary>
[PrimaryKey(nameof(Company))]
internal sealed record CompanyParameters(
    string Company,
    string SalesTaxGroupMethod = "Search",
    string? MilestoneItemSalesTaxGroup = null,
    bool SetAccountingDateToOpenPeriod = false,
    string JournalPeriodUnit = "Days",
    int JournalLineLimit = 200,
    bool AllowHeaderDimensions = false,
    bool AllowHeaderAccountingDate = false
);
