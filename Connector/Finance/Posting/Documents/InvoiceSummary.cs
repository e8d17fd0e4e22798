using System.Text.Json;
using Finance.Proposals;
using Finance.SetUp;

namespace Finance.Posting.Documents;

/// <summary>Gathers line by line what the document says as a whole.</summary>
internal sealed class InvoiceSummary
{
    private readonly SortedDictionary<(string Code, string Kind, decimal Percent), (decimal Base, decimal Tax, decimal Accounting)> _taxes = [];
    private DateOnly _from = DateOnly.MaxValue;
    private DateOnly _to = DateOnly.MinValue;
    private bool _pricesIncludeTax;
    private int _lines;
    private decimal _net;
    private decimal _retainers;
    private decimal _tax;

    public void Add(PricedLine priced)
    {
        var line = priced.Line;
        _lines++;
        _net += priced.Amount.Transaction;
        _tax += priced.Tax;
        _retainers += line.TransactionType == "OnAccount" && priced.Credited is null && line.Amount < 0 ? priced.Amount.Transaction : 0m;
        _from = line.TransactionDate < _from ? line.TransactionDate : _from;
        _to = line.TransactionDate > _to ? line.TransactionDate : _to;
        _pricesIncludeTax |= line.Amount != priced.Amount.Transaction;
        foreach (var tax in priced.Taxed.Taxes)
        {
            var key = (tax.TaxCode, tax.Kind, tax.Percent);
            var sum = _taxes.GetValueOrDefault(key);
            _taxes[key] = (sum.Base + tax.BaseAmount, sum.Tax + tax.TaxAmount, sum.Accounting + tax.AccountingTaxAmount);
        }
    }

    public InvoiceDocument Document(SetUpCatalogue setUp, PostedInvoice invoice, InvoiceProposal header, Customer customer, string? terms, IEnumerable<CreditedInvoice> credited) => new()
    {
        DataAreaId = invoice.DataAreaId,
        ProjInvoiceId = invoice.ProjInvoiceId,
        Content = JsonSerializer.Serialize(Content(setUp, invoice, header, customer, terms, credited), JsonSerializerOptions.Web),
    };

    public InvoiceContent Content(SetUpCatalogue setUp, PostedInvoice invoice, InvoiceProposal header, Customer customer, string? terms, IEnumerable<CreditedInvoice> credited)
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
            _from,
            _to,
            invoice.CurrencyId,
            company.AccountingCurrency,
            invoice.ExchangeRate,
            _pricesIncludeTax,
            new InvoiceParty(company.Id, company.Name, company.Address, company.TaxNumber, company.RegistrationNumber),
            new InvoiceParty(customer.Account, customer.Name, customer.Address, customer.TaxNumber, null),
            [.. credited.Select(original => new InvoiceReference(original.Invoice.ProjInvoiceId, original.Invoice.InvoiceDate)).OrderBy(original => original.Number, StringComparer.Ordinal)],
            [.. _taxes.Select(tax => TaxOf(setUp, company, tax.Key, tax.Value))],
            new InvoiceTotals(_lines, Money.Normalise(_net), Money.Normalise(_retainers), Money.Normalise(_tax), invoice.InvoiceAmount, invoice.InvoiceAmountAccounting),
            InvoiceLayout.Of(header));
    }

    private static InvoiceTax TaxOf(SetUpCatalogue setUp, Company company, (string Code, string Kind, decimal Percent) key, (decimal Base, decimal Tax, decimal Accounting) sum) => new(
        key.Code,
        key.Kind,
        TaxCategory.Of(key.Kind),
        key.Percent,
        Money.Normalise(sum.Base),
        Money.Normalise(sum.Tax),
        Money.Normalise(sum.Accounting),
        setUp.SalesTaxCode(company.Id, key.Code)?.Text ?? TaxCategory.Text(key.Kind));
}
