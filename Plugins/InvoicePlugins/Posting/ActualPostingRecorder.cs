using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Posting;

/// <summary>Records on actuals what finance booked. Everything is checked before anything is written.</summary>
/// <param name="service">Reads and writes with all rights.</param>
internal sealed class ActualPostingRecorder(IOrganizationService service)
{
    // Decimals of the columns themselves: they hold accounting currency, whatever the currency of the row.
    private const int MoneyDecimals = 4;
    private const int RateDecimals = 10;

    /// <summary>Records the actuals of one call.</summary>
    /// <param name="record">The posting as its user knows it, for faults.</param>
    /// <param name="posted">What was booked.</param>
    /// <param name="kind">Which actuals the posting may carry.</param>
    /// <param name="replaces">Whether what an earlier posting recorded gives way.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="InvalidPluginExecutionException">Something contradicts or does not belong here.</exception>
    public int Record(string record, IReadOnlyList<PostedActual> posted, PostedActualKind kind, bool replaces)
    {
        Fault.ThrowIfAny([.. posted.GroupBy(one => one.Id).Where(same => same.Count() > 1).Select(same => PostingErrors.ActualTwice.For(record, same.Key))]);

        var actuals = Read(posted);
        Fault.ThrowIfAny([.. posted.Select(one => FaultOf(record, one, actuals, kind)).OfType<Fault>()]);

        var changes = posted.Select(one => ChangeOf(record, one, actuals[one.Id], kind, replaces)).ToList();
        return changes.Sum(change => change.Write(service));
    }

    private Dictionary<Guid, Actual> Read(IReadOnlyList<PostedActual> posted) =>
        posted.Count == 0
            ? []
            : service.ReadAll(Actual.PostingOf([.. posted.Select(one => one.Id)])).Select(row => new Actual(row)).ToDictionary(actual => actual.Id);

    private static Fault? FaultOf(string record, PostedActual posted, Dictionary<Guid, Actual> actuals, PostedActualKind kind)
    {
        if (!actuals.TryGetValue(posted.Id, out var actual))
        {
            return PostingErrors.ActualUnknown.For(record, posted.Id);
        }

        if (!kind.Includes(actual))
        {
            return PostingErrors.ActualUnsuitable.For(record, posted.Id, kind.Name);
        }

        if (actual.SkipSync)
        {
            return PostingErrors.ActualSkipped.For(record, posted.Id);
        }

        return kind.NeedsVoucher && posted.Voucher is null ? PostingErrors.VoucherMissing.For(record, posted.Id) : null;
    }

    private static WriteBack ChangeOf(string record, PostedActual posted, Actual actual, PostedActualKind kind, bool replaces)
    {
        var change = new WriteBack(actual.Entity, record, "actual " + actual.Id.ToString("d"), replaces);
        change.Set(Actual.VoucherColumn, actual.Voucher, posted.Voucher);
        change.Set(Actual.ExchangeRateColumn, actual.ExchangeRate, Rounded(posted.ExchangeRate, RateDecimals), rate => rate);
        change.Set(Actual.AccountingAmountColumn, actual.AccountingAmount, Rounded(posted.AccountingAmount, MoneyDecimals), amount => new Money(amount));
        if (kind.TaxDecimals is { } decimals)
        {
            SetTax(change, actual, Rounded(posted.TaxAmount, decimals));
        }

        change.Set(Actual.AccountingTaxAmountColumn, actual.AccountingTaxAmount, Rounded(posted.AccountingTaxAmount, MoneyDecimals), tax => new Money(tax));
        return change;
    }

    // Until it is posted the row holds the tax that the pro forma estimated, which finance replaces.
    private static void SetTax(WriteBack change, Actual actual, decimal? posted)
    {
        var replacesEstimate = actual.Voucher is null && actual.TaxAmount != posted;
        change.Set(Actual.TaxAmountColumn, replacesEstimate ? null : actual.TaxAmount, posted, tax => new Money(tax));
    }

    private static decimal? Rounded(decimal? value, int decimals) => value is { } number ? MoneyRounding.Round(number, decimals) : null;
}
