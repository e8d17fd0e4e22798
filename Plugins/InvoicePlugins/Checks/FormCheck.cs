using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using static InvoicePlugins.Checks.FormErrors;

namespace InvoicePlugins.Checks;

/// <summary>Finds what finance would refuse by its form, while it can still be corrected. Pure.</summary>
internal static class FormCheck
{
    private const int LongestNumber = 50;
    private const int LongestCompany = 4;
    private const int LengthOfCurrency = 3;

    // 1900-01-01 is what the product writes for no date, 2154-12-31 what it takes for never.
    private const int FirstYear = 1901;
    private const int LastYear = 2153;

    private static readonly string[] Dates = [TransactionColumns.DocumentDate, "msdyn_startdatetime", "msdyn_enddatetime"];

    /// <summary>Checks the header.</summary>
    /// <param name="facts">The facts; lines and details are not needed.</param>
    public static IEnumerable<Fault> OfHeader(BillingFacts facts) =>
        OfNames(facts).Concat(OfDates(facts.Invoice.Number, facts.Invoice.Entity, Invoice.AccountingDateColumn, Invoice.InvoiceDateColumn));

    /// <summary>Checks a detail and what it bills.</summary>
    /// <param name="facts">The facts of the invoice.</param>
    /// <param name="record">The detail as its user knows it.</param>
    public static IEnumerable<Fault> OfDetail(BillingFacts facts, BillableDetail detail, string record) =>
        OfCompany(facts, detail, record)
            .Concat(OfDates(record, (detail.Behind ?? (Row)detail.Row).Entity, Dates))
            .Concat(detail.Original?.ImportId is { } key && !Guid.TryParse(key, out _) ? [ImportIdUnusable.For(record, key, detail.Original.Id)] : [])
            .Concat(facts.Invoice.CurrencyDecimals is { } decimals ? OfDecimals(detail, decimals, facts.Invoice.CurrencyCode, record) : []);

    /// <summary>Whether an amount is the one expected, or has decimals that are a fault of their own.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="decimals">The decimals of the currency.</param>
    public static bool Explains(decimal amount, decimal expected, int decimals) => amount == expected || !Fits(amount, decimals);

    private static IEnumerable<Fault> OfNames(BillingFacts facts)
    {
        var invoice = facts.Invoice;
        if ((invoice.ProposalNumber ?? invoice.InvoiceNumber) is { Length: > LongestNumber } number)
        {
            yield return NumberTooLong.For(invoice.Number, number.Length, LongestNumber);
        }

        if (invoice is { Contract: not null, ContractNumber: null })
        {
            yield return ContractWithoutNumber.For(invoice.Number, invoice.ContractName);
        }

        if (invoice.AccountNumber is null && facts.Payer is { Number: null })
        {
            yield return NobodyInvoiced.For(invoice.Number, invoice.CustomerName);
        }

        if (invoice.CurrencyDecimals is not null && invoice.CurrencyCode?.Trim().Length != LengthOfCurrency)
        {
            yield return CurrencyCodeUnusable.For(invoice.Number, invoice.CurrencyCode);
        }
    }

    private static IEnumerable<Fault> OfCompany(BillingFacts facts, BillableDetail detail, string record)
    {
        if (detail.Company is not { } company)
        {
            yield return NoCompany.For(record);
            yield break;
        }

        if (company.Length > LongestCompany)
        {
            yield return CompanyUnusable.For(record, company, LongestCompany);
        }

        var first = facts.Details.Select(other => other.Company).First(other => other is not null)!;
        if (!string.Equals(company, first, StringComparison.OrdinalIgnoreCase))
        {
            yield return SeveralCompanies.For(record, company, first);
        }
    }

    private static IEnumerable<Fault> OfDates(string record, Entity row, params string[] columns) =>
        columns
            .Where(column => row.GetAttributeValue<DateTime?>(column) is { } date && (date.Year < FirstYear || date.Year > LastYear))
            .Select(column => DateUnusable.For(record, column, row[column], FirstYear, LastYear));

    private static IEnumerable<Fault> OfDecimals(BillableDetail detail, int decimals, string? currency, string record)
    {
        var behind = new[] { detail.Original, detail.Corrected?.Billed, detail.Corrected?.Unbilled, detail.Retainer?.Open }
            .OfType<Actual>()
            .SelectMany(
                actual => Amounts(actual.NetAmount, actual.TaxAmount),
                (actual, amount) =>
                    new
                    {
                        actual.Id,
                        amount.Key,
                        amount.Value,
                    }
            )
            .Where(amount => !Fits(amount.Value, decimals))
            .ToList();
        var own = Amounts(detail.Row.NetAmount, detail.Row.TaxAmount)
            .Where(amount => !Fits(amount.Value, decimals) && !behind.Any(other => other.Key == amount.Key && other.Value == amount.Value));

        return own.Select(amount => TooManyDecimals.For(record, amount.Key, amount.Value, decimals, currency))
            .Concat(behind.Select(amount => BehindHasTooManyDecimals.For(record, amount.Key, amount.Value, amount.Id, decimals, currency)));
    }

    private static IEnumerable<KeyValuePair<string, decimal>> Amounts(decimal? amount, decimal? tax) =>
        new[] { new KeyValuePair<string, decimal?>("amount", amount), new("tax", tax) }
            .Where(one => one.Value is not null)
            .Select(one => new KeyValuePair<string, decimal>(one.Key, one.Value!.Value));

    private static bool Fits(decimal amount, int decimals) => amount == MoneyRounding.Round(amount, decimals);
}
