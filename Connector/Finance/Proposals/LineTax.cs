using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// The sales tax of proposal lines one by one, before the difference of the invoice's total. A credit line takes back exactly the tax that was posted on the
/// line it credits, what uses or refunds a retainer its share of the tax posted on that, whatever set-up says today; what a correction bills anew keeps the
/// percentages of what it corrects.
/// </summary>
internal sealed class LineTax(SetupCatalog setUp, InvoiceProposal header, DateOnly date, int decimals, RetainerShares shares)
{
    private readonly SalesTaxRules rules = new(setUp, header.DataAreaId, date, decimals);

    /// <param name="credited">The posted line that it credits.</param>
    /// <param name="postedTaxes">The posted taxes of that, or of the posted line that it corrects.</param>
    /// <param name="rates">The rates it is booked at, where they are known already.</param>
    /// <param name="faults">Takes codes without a percentage, and credits that are not the negative of what they credit.</param>
    public TaxedLine Of(
        ProposalLine line,
        ProjectTransaction? credited,
        IEnumerable<SalesTaxTransaction> postedTaxes,
        RatePair? rates,
        ICollection<Fault> faults
    )
    {
        if (credited is not null)
        {
            if (line.Amount != -credited.Amount && line.Amount != -(credited.Amount + credited.SalesTaxAmount))
            {
                faults.Add(ProposalErrors.CreditOfPart.Found(line.LineNumber, line.Amount, credited.Amount));
            }

            var takenBack = postedTaxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal).Select(tax => TakenBack(tax, line)).ToList();
            return new TaxedLine(line, credited, false, takenBack) { Rates = rates };
        }

        if (shares.Of(line) is { } share)
        {
            return new TaxedLine(line, null, false, [.. share.Taxes.Select(tax => Used(tax, line, share, rates))]) { Rates = rates, Share = share };
        }

        var contract = line.ContractId ?? header.ProjectContractId;
        var included = setUp.Contract(line.DataAreaId, contract)?.PricesIncludeSalesTax == true;
        var taxes = rules.Of(line.Amount, included, line.SalesTaxGroup, line.ItemSalesTaxGroup, faults, postedTaxes);
        foreach (var tax in taxes)
        {
            tax.DataAreaId = line.DataAreaId;
            tax.ActualId = line.ActualId;
            tax.CurrencyId = header.SalesCurrency;
        }

        return new TaxedLine(line, null, included, taxes) { Rates = rates };
    }

    // Taken back as it was charged in invoice currency; what that is worth is told by the rates of the invoice that takes it back.
    private SalesTaxTransaction Used(RetainerTax tax, ProposalLine line, RetainerShare share, RatePair? rates)
    {
        var used = TakenBack(tax.Posted, line);
        var taxed = rates is null ? default : shares.Books!.Book(-share.Amount.Transaction, rates);
        var amount = rates is null ? default : shares.Books!.Book(-tax.Amount, rates);
        used.BaseAmount = Money.Normalize(-share.Amount.Transaction);
        used.TaxAmount = Money.Normalize(-tax.Amount);
        (used.AccountingBaseAmount, used.ReportingBaseAmount) = (taxed.Accounting, taxed.Reporting);
        (used.AccountingTaxAmount, used.ReportingTaxAmount) = (amount.Accounting, amount.Reporting);
        return used;
    }

    private static SalesTaxTransaction TakenBack(SalesTaxTransaction posted, ProposalLine line) =>
        new()
        {
            DataAreaId = line.DataAreaId,
            ActualId = line.ActualId,
            TaxCode = posted.TaxCode,
            Kind = posted.Kind,
            MainAccount = posted.MainAccount,
            Dimensions = posted.Dimensions,
            CurrencyId = posted.CurrencyId,
            Percent = posted.Percent,
            BaseAmount = -posted.BaseAmount,
            TaxAmount = -posted.TaxAmount,
            AccountingBaseAmount = -posted.AccountingBaseAmount,
            AccountingTaxAmount = -posted.AccountingTaxAmount,
            ReportingBaseAmount = -posted.ReportingBaseAmount,
            ReportingTaxAmount = -posted.ReportingTaxAmount,
        };
}
