using ProjectInvoice.Finance.Ledger;

namespace ProjectInvoice.Finance.Journal;

/// <summary>The project transaction that a journal line becomes.</summary>
internal static class JournalTransaction
{
    public static ProjectTransaction Of(IntegrationJournalLine line) =>
        new()
        {
            DataAreaId = line.DataAreaId,
            ActualId = line.ActualId,
            ActualsImportId = line.ActualsImportId,
            Kind = line.Kind,
            TransactionType = line.TransactionType,
            ProjectId = line.ProjectId,
            ContractId = line.ContractId,
            TransactionDate = line.TransactionDate,
            AccountingDate = line.AccountingDate,
            Quantity = line.Quantity,
            Amount = Money.Normalize(line.Amount - line.IncludedSalesTax),
            CurrencyId = line.CurrencyId,
            ExchangeRate = line.ExchangeRate,
            AccountingAmount = line.AccountingAmount,
            ReportingRate = line.ReportingRate,
            ReportingAmount = line.ReportingAmount,
            LineProperty = line.LineProperty,
            ProfileId = line.ProfileId,
            RevenueAccrued = line.AccruesRevenue,
            CostToBalance = line.CostToBalance,
            SalesTaxGroup = line.SalesTaxGroup,
            ItemSalesTaxGroup = line.ItemSalesTaxGroup,
            Dimensions = line.Dimensions,
            DebitAccount = line.DebitAccount,
            CreditAccount = line.CreditAccount,
            Voucher = line.Voucher ?? string.Empty,
        };
}
