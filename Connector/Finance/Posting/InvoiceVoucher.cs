using Finance.Ledger;
using Finance.Proposals;
using Finance.Rates;
using Finance.SetUp;
using Finance.Staging;

namespace Finance.Posting;

/// <summary>The entries of an invoice (domain rules, section 7): per line the accrual taken back and the revenue; then sales tax, customer balance and penny difference.</summary>
internal static class InvoiceVoucher
{
    public static VoucherBuilder Build(SetUpCatalogue setUp, InvoiceProposal header, PricedInvoice invoice, PostedSources sources, out BookedAmount customerBalance)
    {
        var company = invoice.Books.Company.Id;
        var voucher = new VoucherBuilder(setUp, company, header.LedgerVoucher!, header.PostedInvoiceDate!.Value, header.SalesCurrency, header.InvoiceProposalId);
        foreach (var priced in invoice.Lines)
        {
            var line = priced.Line;
            if (sources.Of(line.UnbilledActualId) is { Kind: ProjCDSTransType.Sales, RevenueAccrued: true } accrued)
            {
                // Taken back as it was booked, whatever the rate is now.
                var amount = new BookedAmount(accrued.Amount, accrued.AccountingAmount, accrued.ReportingAmount);
                voucher.Book(PostingTypes.WipSalesValue, setUp.Account(company, PostingTypes.WipSalesValue)!, -amount, accrued.ProjectId, accrued.Dimensions, accrued.ActualId);
                voucher.Book(PostingTypes.AccruedRevenue, setUp.Account(company, PostingTypes.AccruedRevenue)!, amount, accrued.ProjectId, accrued.Dimensions, accrued.ActualId);
            }

            var revenue = PostingRules.OfRevenue(line.TransactionType, setUp.Profile(company, line.ProfileId)!);
            voucher.Book(revenue, setUp.Account(company, revenue)!, -priced.Amount, line.ProjectId, line.Dimensions, line.ActualId);
        }

        BookTaxes(voucher, invoice);
        customerBalance = invoice.Lines.GroupBy(line => line.Rates)
            .Select(group => invoice.Books.Book(group.Sum(line => line.Amount.Transaction + line.Tax), group.Key))
            .Aggregate(default(BookedAmount), (sum, amount) => sum + amount);
        voucher.Book(PostingTypes.CustomerBalance, setUp.Account(company, PostingTypes.CustomerBalance)!, customerBalance);
        voucher.Close(header.InvoiceProposalId);
        return voucher;
    }

    private static void BookTaxes(VoucherBuilder voucher, PricedInvoice invoice)
    {
        var rates = invoice.Lines.ToDictionary(line => line.Line.ActualId, line => line.Rates);
        foreach (var code in invoice.Taxes.GroupBy(tax => (tax.TaxCode, tax.MainAccount)).OrderBy(code => code.Key.TaxCode, StringComparer.Ordinal))
        {
            var amount = code.GroupBy(tax => rates[tax.ActualId])
                .Select(group => invoice.Books.Book(group.Sum(tax => tax.TaxAmount), group.Key))
                .Aggregate(default(BookedAmount), (sum, part) => sum + part);
            voucher.Book(PostingTypes.SalesTax, code.Key.MainAccount, -amount);
        }
    }
}
