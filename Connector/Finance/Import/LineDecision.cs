using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Import;

/// <summary>What set-up decides about one staged row.</summary>
internal sealed record LineDecision(
    ActualsImport Row,
    string TransactionType,
    string? Contract,
    CostAndRevenueProfile Profile,
    LineProperty LineProperty,
    bool AccruesRevenue,
    bool CostToBalance,
    string? SalesTaxGroup,
    string? ItemSalesTaxGroup,
    string Dimensions,
    DateOnly AccountingDate,
    RatePair Rates
);
