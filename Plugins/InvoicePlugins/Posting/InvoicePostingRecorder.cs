using System;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Posting;

/// <summary>Records the posting of an invoice: its billed sales with every call, the invoice itself with the last.</summary>
/// <param name="service">Reads and writes with all rights.</param>
internal sealed class InvoicePostingRecorder(IOrganizationService service)
{
    private readonly ActualPostingRecorder actuals = new(service);

    /// <summary>Records one call.</summary>
    /// <param name="posting">What finance reports.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="InvalidPluginExecutionException">Something contradicts or does not belong here.</exception>
    public int Record(InvoicePosting posting)
    {
        var invoice = ReadInvoice(posting.InvoiceNumber);
        if (!invoice.IsConfirmed)
        {
            throw PostingErrors.InvoiceNotConfirmed.For(posting.InvoiceNumber).ToException();
        }

        var header = posting.IsComplete ? ChangeOf(invoice, posting) : null;
        RequireOwnNumber(invoice, posting);
        var written = actuals.Record(posting.InvoiceNumber, posting.Actuals, PostedActualKind.BilledBy(invoice, posting.Outcome), posting.Replaces);
        if (header is null)
        {
            return written;
        }

        if (posting.Outcome == FinanceStatus.Posted)
        {
            RequireVouchers(invoice);
        }

        return written + header.Write(service);
    }

    // Finance knows an invoice by the number that traveled when it was confirmed, whatever it is called now; only what was loaded as confirmed has never
    // traveled.
    private Invoice ReadInvoice(string number)
    {
        var found = service.RetrieveMultiple(IntegrationMessage.InvoicesSentAs(number)).Entities;
        if (found.Count == 0)
        {
            found = service.RetrieveMultiple(IntegrationMessage.InvoicesNeverSent(number)).Entities;
        }

        return found.Count == 1 ? new Invoice(found[0]) : throw PostingErrors.InvoiceUnknown.For(number, found.Count).ToException();
    }

    // Companies may number alike, so that the number alone says nothing.
    private void RequireOwnNumber(Invoice invoice, InvoicePosting posting)
    {
        if (posting is not { IsComplete: true, CustomerInvoiceNumber: { } number } || number == invoice.CustomerInvoiceNumber)
        {
            return;
        }

        var others = service.RetrieveMultiple(Invoice.OthersWithCustomerInvoice(invoice.Id, number)).Entities;
        var company = others.Count > 0 ? CompanyOf(invoice.Id) : null;
        if (company is not null && others.FirstOrDefault(other => string.Equals(CompanyOf(other.Id), company, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw PostingErrors.NumberTaken.For(posting.InvoiceNumber, number, new Invoice(taken).Number).ToException();
        }
    }

    private string? CompanyOf(Guid invoice) =>
        service.RetrieveMultiple(Actual.CompanyOfInvoice(invoice)).Entities.Select(row => new Actual(row).Company).FirstOrDefault();

    private void RequireVouchers(Invoice invoice)
    {
        var query = new QueryExpression(Actual.Table) { ColumnSet = new ColumnSet(TransactionColumns.Description), TopCount = 1 };
        query.Criteria.AddCondition(Actual.InvoiceColumn, ConditionOperator.Equal, invoice.Id);
        query.Criteria.AddCondition(TransactionColumns.Type, ConditionOperator.Equal, (int)TransactionType.BilledSales);
        query.Criteria.AddCondition(Actual.VoucherColumn, ConditionOperator.Null);
        if (service.RetrieveMultiple(query).Entities.FirstOrDefault() is { } open)
        {
            throw PostingErrors.Incomplete.For(invoice.Number, open.Id).ToException();
        }
    }

    private static WriteBack ChangeOf(Invoice invoice, InvoicePosting posting)
    {
        var isClosed = invoice.FinanceStatus is FinanceStatus.Posted or FinanceStatus.NothingToInvoice;
        var change = new WriteBack(invoice.Entity, posting.InvoiceNumber, "the invoice", posting.Replaces);
        change.Set(Invoice.FinanceStatusColumn, isClosed ? invoice.FinanceStatus : null, posting.Outcome, outcome => new OptionSetValue((int)outcome));
        change.Set(Invoice.CustomerInvoiceNumberColumn, invoice.CustomerInvoiceNumber, posting.CustomerInvoiceNumber);
        change.Set(Invoice.CustomerInvoiceDateColumn, invoice.CustomerInvoiceDate?.Date, posting.CustomerInvoiceDate, date => date);
        change.Set(Invoice.TaxAmountColumn, invoice.TaxAmount, MoneyRounding.Round(posting.TaxAmount, invoice.CurrencyDecimals ?? 2), tax => new Money(tax));
        return change;
    }
}
