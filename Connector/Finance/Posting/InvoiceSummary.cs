using System.Text.Json;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>Gathers line by line what the document says as a whole.</summary>
internal sealed class InvoiceSummary
{
    private readonly SortedDictionary<(string Code, string Kind, decimal Percent), (decimal Base, decimal Tax, decimal Accounting)> taxes = [];
    private DateOnly from = DateOnly.MaxValue;
    private DateOnly to = DateOnly.MinValue;
    private bool pricesIncludeTax;
    private int lines;
    private decimal net;
    private decimal retainers;
    private decimal tax;

    public void Add(PricedLine priced)
    {
        var line = priced.Line;
        lines++;
        net += priced.Amount.Transaction;
        this.tax += priced.Tax;
        retainers += line.TransactionType == "OnAccount" && priced.Credited is null && line.Amount < 0 ? priced.Amount.Transaction : 0m;
        from = line.TransactionDate < from ? line.TransactionDate : from;
        to = line.TransactionDate > to ? line.TransactionDate : to;
        pricesIncludeTax |= line.Amount != priced.Amount.Transaction;
        foreach (var tax in priced.Taxed.Taxes)
        {
            var key = (tax.TaxCode, tax.Kind, tax.Percent);
            var sum = taxes.GetValueOrDefault(key);
            taxes[key] = (sum.Base + tax.BaseAmount, sum.Tax + tax.TaxAmount, sum.Accounting + tax.AccountingTaxAmount);
        }
    }

    public InvoiceDocument Document(
        SetupCatalog setUp,
        PostedInvoice invoice,
        InvoiceProposal header,
        Customer customer,
        string? terms,
        IEnumerable<CreditedInvoice> credited
    ) =>
        new()
        {
            DataAreaId = invoice.DataAreaId,
            ProjInvoiceId = invoice.ProjInvoiceId,
            Content = JsonSerializer.Serialize(Content(setUp, invoice, header, customer, terms, credited), JsonSerializerOptions.Web),
        };

    public InvoiceContent Content(
        SetupCatalog setUp,
        PostedInvoice invoice,
        InvoiceProposal header,
        Customer customer,
        string? terms,
        IEnumerable<CreditedInvoice> credited
    )
    {
        var company = setUp.Company(header.DataAreaId)!;
        var isCredit = invoice.InvoiceAmount < 0;
        return new InvoiceContent(
            invoice.DocumentType,
            isCredit ? 381 : 380,
            invoice.ProjInvoiceId,
            invoice.LedgerVoucher,
            header.InvoiceProposalId,
            header.ProjectContractId,
            header.InvoiceHeaderText,
            invoice.InvoiceDate,
            invoice.DueDate,
            terms,
            from,
            to,
            invoice.CurrencyId,
            company.AccountingCurrency,
            invoice.ExchangeRate,
            pricesIncludeTax,
            new InvoiceParty(company.Id, company.Name, company.Address, company.TaxNumber, company.RegistrationNumber),
            new InvoiceParty(customer.Account, customer.Name, customer.Address, customer.TaxNumber, null),
            [
                .. credited
                    .Select(original => new InvoiceReference(original.Invoice.ProjInvoiceId, original.Invoice.InvoiceDate))
                    .OrderBy(original => original.Number, StringComparer.Ordinal),
            ],
            [.. taxes.Select(tax => TaxOf(setUp, company, tax.Key, tax.Value))],
            new InvoiceTotals(
                lines,
                Money.Normalize(net),
                Money.Normalize(retainers),
                Money.Normalize(this.tax),
                invoice.InvoiceAmount,
                invoice.InvoiceAmountAccounting
            ),
            InvoiceLayout.Of(header)
        );
    }

    private static InvoiceTax TaxOf(
        SetupCatalog setUp,
        Company company,
        (string Code, string Kind, decimal Percent) key,
        (decimal Base, decimal Tax, decimal Accounting) sum
    ) =>
        new(
            key.Code,
            key.Kind,
            TaxCategory.Of(key.Kind),
            key.Percent,
            Money.Normalize(sum.Base),
            Money.Normalize(sum.Tax),
            Money.Normalize(sum.Accounting),
            setUp.SalesTaxCode(company.Id, key.Code)?.Text ?? TaxCategory.Text(key.Kind)
        );
}
