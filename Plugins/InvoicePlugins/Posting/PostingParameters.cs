using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Posting;

/// <summary>Reads the parameters of a posting call, and refuses what cannot be used.</summary>
/// <param name="parameters">The parameters as sent.</param>
/// <param name="record">The posting as its user knows it, for faults.</param>
internal sealed class PostingParameters(ParameterCollection parameters, string record)
{
    /// <summary>How many actuals one call may carry.</summary>
    public const int MostActuals = 1000;

    /// <summary>The parameter that says that what an earlier posting recorded gives way.</summary>
    public const string Replace = "Replace";

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The parameter.</param>
    public string Text(string name) => OptionalText(name) ?? throw Unusable(name, "missing", "a text");

    /// <summary>A text that may be missing.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The text, or null.</returns>
    public string? OptionalText(string name) => Value(name) is string { Length: > 0 } text ? text : null;

    /// <summary>A date that may be missing.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The date without a time, or null.</returns>
    public DateTime? OptionalDate(string name) => Value(name) is DateTime date ? date.Date : null;

    /// <summary>A number that must be there.</summary>
    /// <param name="name">The parameter.</param>
    public decimal Number(string name) => ToNumber(Value(name)) ?? throw Unusable(name, "missing", "a number");

    /// <summary>A yes or no that must be there.</summary>
    /// <param name="name">The parameter.</param>
    public bool Flag(string name) => Value(name) as bool? ?? throw Unusable(name, "missing", "true or false");

    /// <summary>A yes or no that may be missing, which is no.</summary>
    /// <param name="name">The parameter.</param>
    public bool OptionalFlag(string name) => Value(name) is true;

    /// <summary>The outcome of posting an invoice.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>Posted or nothing to invoice.</returns>
    public FinanceStatus Outcome(string name) =>
        (Value(name) as OptionSetValue)?.Value switch
        {
            (int)FinanceStatus.Posted => FinanceStatus.Posted,
            (int)FinanceStatus.NothingToInvoice => FinanceStatus.NothingToInvoice,
            var other => throw Unusable(
                name,
                other?.ToString(CultureInfo.InvariantCulture) ?? "missing",
                $"{(int)FinanceStatus.Posted} (Posted) or {(int)FinanceStatus.NothingToInvoice} (Nothing to invoice)"
            ),
        };

    /// <summary>The actuals with what was booked.</summary>
    /// <param name="name">The parameter.</param>
    public IReadOnlyList<PostedActual> Actuals(string name)
    {
        if (Value(name) is not EntityCollection rows)
        {
            throw Unusable(name, "missing", "the actuals that were posted");
        }

        return rows.Entities.Count <= MostActuals
            ? [.. rows.Entities.Select(Read)]
            : throw PostingErrors.TooManyActuals.For(record, rows.Entities.Count, MostActuals).ToException();
    }

    private PostedActual Read(Entity row)
    {
        var id =
            row.Id != Guid.Empty
                ? row.Id
                : row.GetAttributeValue<Guid?>(Actual.IdColumn) ?? throw Unusable(Actual.IdColumn, "missing", "the id of each actual");
        return new PostedActual(
            id,
            row.GetAttributeValue<string>(Actual.VoucherColumn) is { Length: > 0 } voucher ? voucher : null,
            ToNumber(row.GetAttributeValue<object>(Actual.ExchangeRateColumn)),
            ToNumber(row.GetAttributeValue<object>(Actual.AccountingAmountColumn)),
            ToNumber(row.GetAttributeValue<object>(Actual.TaxAmountColumn)),
            ToNumber(row.GetAttributeValue<object>(Actual.AccountingTaxAmountColumn))
        );
    }

    private object? Value(string name) => parameters.Contains(name) ? parameters[name] : null;

    private InvalidPluginExecutionException Unusable(string name, string what, string expected) =>
        PostingErrors.ParameterUnusable.For(record, name, what, expected).ToException();

    private static decimal? ToNumber(object? value) =>
        value switch
        {
            null => null,
            Money money => money.Value,
            IConvertible number => Convert.ToDecimal(number, CultureInfo.InvariantCulture),
            _ => null,
        };
}
