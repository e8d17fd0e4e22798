using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>The exchange rates of a finance whose posted lines have none.</summary>
internal sealed class PostedRates(FinanceClient finance)
{
    /// <summary>Units of the company's currency for one of the invoice's.</summary>
    /// <param name="document">The posted invoice.</param>
    /// <exception cref="ConnectorException">PINV3340: finance has no such rate.</exception>
    public async Task<decimal> OfAsync(RateSource rate, JObject document, FinanceCompany? company, string record, CancellationToken cancellation)
    {
        var currency = (string?)document[rate.Of] ?? "";
        var own = (string?)(await FirstAsync(rate.CompanySet, company, $"$select={rate.CompanyCurrency}", record, cancellation))?[rate.CompanyCurrency] ?? "";
        if (currency.Length == 0 || currency.Equals(own, StringComparison.OrdinalIgnoreCase))
        {
            return 1m;
        }

        var day = ((string?)document[rate.On] ?? "").Split('T')[0];
        var filter = $"{rate.Currency} eq {FinanceClient.TextLiteral(currency)} and {rate.From} le {day}";
        var query = $"$filter={Uri.EscapeDataString(filter)}&$orderby={Uri.EscapeDataString(rate.From + " desc")}&$top=1";
        var found = await FirstAsync(rate.Set, company, query, record, cancellation);
        return PostedFields.Number(found?[rate.Units]) is { } units && PostedFields.Number(found?[rate.Per]) is { } per && per != 0m
            ? units / per
            : throw new ConnectorException(PostingErrors.RateMissing.For(record, currency, day));
    }

    private async Task<JObject?> FirstAsync(string name, FinanceCompany? company, string query, string record, CancellationToken cancellation)
    {
        var set = await finance.SetAsync(name, cancellation) ?? throw new ConnectorException(TableMapErrors.SetUnknown.For(record, name));
        await foreach (var row in finance.QueryAsync(set, company, query, record, cancellation))
        {
            return row;
        }

        return null;
    }
}
