using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>Recalculates net amounts and sales tax of a proposal's lines and its totals, after a change and in its transaction.</summary>
internal static class ProposalTotals
{
    /// <summary>Recalculates, writes the lines that differ and sets the totals on the header, which the caller writes.</summary>
    /// <exception cref="FinanceRefusal">A sales tax code has no percentage on the date, or the proposal takes more from a retainer than is left.</exception>
    public static async Task RecalculateAsync(FinanceSession session, SetupCatalog setUp, InvoiceProposal header, DateOnly date, CancellationToken cancellation)
    {
        var decimals =
            setUp.Currency(header.SalesCurrency)?.Decimals
            ?? throw new FinanceRefusal(SetupErrors.UnknownCurrency.Found(header.SalesCurrency).At(header.InvoiceProposalId, "repeat the change"));
        var shares = await RetainerShares.FindAsync(session.Context, setUp, header, cancellation);
        var faults = new List<Fault>(shares.Faults);
        var taxes = new LineTax(setUp, header, date, decimals, shares);
        var totals = new SalesTaxTotals(decimals, null);
        await foreach (var page in InvoicePages.ReadAsync(session.Context, header, cancellation))
        {
            foreach (var line in page.Lines)
            {
                totals.Add(Taxed(taxes, line, page, faults));
            }
        }

        if (faults.Count > 0)
        {
            throw new FinanceRefusal(faults[0].At(header.InvoiceProposalId, "repeat the change"), StatusCodes.Status409Conflict);
        }

        totals.Close();
        var (net, tax) = (0m, 0m);
        await foreach (var page in InvoicePages.ReadAsync(session.Context, header, cancellation))
        {
            var changed = new List<ProposalLine>();
            foreach (var line in page.Lines)
            {
                var taxed = Taxed(taxes, line, page, faults);
                totals.Settle(taxed);
                (net, tax) = (net + taxed.NetAmount, tax + taxed.Tax);
                if (TakeOver(taxed, line))
                {
                    changed.Add(line);
                }
            }

            await session.Rows.UpdateAsync(changed, [nameof(ProposalLine.NetAmount), nameof(ProposalLine.SalesTaxAmount)], null, cancellation);
        }

        header.SumTax = Money.Normalize(tax);
        header.InvoiceAmount = Money.Normalize(net + tax);
    }

    /// <summary>Sets the amounts on the line; false where it has them already.</summary>
    private static bool TakeOver(TaxedLine taxed, ProposalLine line)
    {
        if (line.NetAmount == taxed.NetAmount && line.SalesTaxAmount == taxed.Tax)
        {
            return false;
        }

        (line.NetAmount, line.SalesTaxAmount) = (taxed.NetAmount, taxed.Tax);
        return true;
    }

    private static TaxedLine Taxed(LineTax taxes, ProposalLine line, InvoicePage page, List<Fault> faults) =>
        taxes.Of(line, line.CreditedActualId is { } credited ? page.Sources.GetValueOrDefault(credited) : null, page.PostedTaxesOf(line), null, faults);
}
