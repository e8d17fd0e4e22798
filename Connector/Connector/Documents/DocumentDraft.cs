using System.Globalization;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Documents;

/// <summary>The document of one invoice in finance while it is filled, compared with what was confirmed.</summary>
internal sealed class DocumentDraft
{
    private readonly FinanceClient finance;
    private readonly DocumentShape shape;
    private readonly FinanceSet lineSet;
    private readonly bool isCredit;
    private readonly HashSet<int> numbers = [];

    private DocumentDraft(FinanceClient finance, RowPlace place, FinanceSet lineSet, JObject header, DocumentOrder order, string record, bool isCredit)
    {
        (this.finance, shape, this.lineSet, this.isCredit) = (finance, finance.Profile.Document!, lineSet, isCredit);
        (Place, Header, Order, Record) = (place, header, order, record);
    }

    /// <summary>Where documents of its kind lie.</summary>
    public RowPlace Place { get; }

    /// <summary>Its header, as it is sent.</summary>
    public JObject Header { get; }

    public DocumentOrder Order { get; }

    /// <summary>The record as its user knows it.</summary>
    public string Record { get; }

    private decimal Total => isCredit ? -Order.Total : Order.Total;

    /// <summary>The document that an invoice becomes: one for a total below zero where finance has such.</summary>
    /// <exception cref="ConnectorException">PINV3240: finance has no such company; PINV3108: it has no such set.</exception>
    public static async Task<DocumentDraft> OfAsync(
        FinanceClient finance,
        BoundMap map,
        JObject header,
        DocumentOrder order,
        string record,
        CancellationToken cancellation
    )
    {
        var shape = finance.Profile.Document!;
        var company = await finance.CompanyAsync((string?)header[CompanySet.Field] ?? "", record, cancellation);
        var credit = order.Total < 0m ? shape.Credit : null;
        var set = credit is null ? map.Set! : await SetAsync(finance, credit.Set, record, cancellation);
        var lines = await SetAsync(finance, credit?.Lines ?? shape.Lines, record, cancellation);
        var content = new JObject(
            header
                .Properties()
                .Select(property => new JProperty(credit?.Renamed.GetValueOrDefault(property.Name, property.Name) ?? property.Name, property.Value))
        );
        return new DocumentDraft(finance, new RowPlace(set, company), lines, content, order, record, credit is not null);
    }

    public bool IsOpen(JObject document) => shape.Open.Contains((string?)document[shape.Status] ?? "");

    public string IdOf(JObject row) => (string?)row[shape.Id] ?? throw Differs("it has no id");

    public RowPlace LinesOf(JObject document) => new(lineSet, Place.Company, $"{Place.Set.Name}({IdOf(document)})");

    public bool Has(int number) => numbers.Contains(number);

    /// <summary>The document of this number that counts; null where there is none.</summary>
    /// <exception cref="ConnectorException">PINV3241: there are several.</exception>
    public async Task<JObject?> FindAsync(CancellationToken cancellation)
    {
        var keys = Place.Set.Keys.Where(key => key != CompanySet.Field).Select(key => $"{key} eq {FinanceClient.TextLiteral((string?)Header[key] ?? "")}");
        var found = new List<JObject>();
        await foreach (var row in finance.QueryAsync(Place, $"$filter={Uri.EscapeDataString(string.Join(" and ", keys))}", Record, cancellation))
        {
            if (!shape.Void.Contains((string?)row[shape.Status] ?? ""))
            {
                found.Add(row);
            }
        }

        return found.Count > 1 ? throw new ConnectorException(DocumentErrors.FoundTwice.For(Record, found.Count)) : found.FirstOrDefault();
    }

    /// <summary>The lines that it has, by their numbers.</summary>
    public async Task<Dictionary<int, JObject>> HeldLinesAsync(RowPlace place, CancellationToken cancellation)
    {
        var held = new Dictionary<int, JObject>();
        await foreach (var row in finance.QueryAsync(place, "", Record, cancellation))
        {
            held[(int)row[Order.NumberField]!] = row;
        }

        numbers.UnionWith(held.Keys);
        return held;
    }

    /// <summary>Adds lines, all or none.</summary>
    /// <returns>The lines as finance has them.</returns>
    public async Task<IReadOnlyList<JObject>> AddAsync(RowPlace place, IReadOnlyList<DocumentLine> lines, CancellationToken cancellation)
    {
        try
        {
            return await finance.InsertAllAsync(place, lines.Select(Sent).ToList(), Record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.RemoteCode == nameof(FinanceErrorKind.Exists))
        {
            // An attempt of which nobody was told came through meanwhile: the lines are read again.
            throw new ConnectorException(DocumentErrors.LinesMeanwhile.For(Record), refusal);
        }
    }

    /// <summary>Requires that a line is the one that was confirmed. Where finance computes another amount, it gets the amount as the price of one.</summary>
    /// <exception cref="ConnectorException">PINV3242: it is another one.</exception>
    public async Task RequireSameAsync(RowPlace place, DocumentLine line, JObject row, CancellationToken cancellation)
    {
        var content = Signed(line);
        foreach (var field in Order.Map.Fields.Where(field => field.Map.Sent && field.Map.Field != shape.Quantity && field.Map.Field != shape.Price))
        {
            RequireEqual(line, field, content, row);
        }

        if (AmountIs(content, row))
        {
            return;
        }

        foreach (var field in Order.Map.Fields.Where(field => field.Map.Field == shape.Quantity || field.Map.Field == shape.Price))
        {
            RequireEqual(line, field, content, row);
        }

        var amount = (decimal)content[shape.LineAmount]!;
        var change = new JObject { [shape.Quantity] = amount < 0m ? -1m : 1m, [shape.Price] = Math.Abs(amount) };
        var changed = await finance.ChangeAsync(place, row, shape.Id, change, Record, cancellation);
        if (!AmountIs(content, changed))
        {
            throw Differs($"line {line.Number}, {line.Record}, comes to {Text(changed[shape.LineAmount])} in place of {Text(content[shape.LineAmount])}");
        }
    }

    /// <summary>Requires that it has no lines but those confirmed.</summary>
    public void RequireNoOther(IReadOnlyCollection<int> others)
    {
        if (others.Count > 0)
        {
            throw Differs($"line {others.Min().ToString(CultureInfo.InvariantCulture)} was not confirmed");
        }
    }

    /// <summary>Requires that finance has all lines, and computes the total that was confirmed.</summary>
    public async Task RequireCompleteAsync(RowPlace lines, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in finance.QueryAsync(lines, $"$select={Order.NumberField}", Record, cancellation))
        {
            count++;
        }

        var document = await FindAsync(cancellation) ?? throw Differs("it is gone");
        if (count != Order.Numbers.Count || Number(document[shape.Total]) != Total)
        {
            throw Differs(
                FormattableString.Invariant($"{count} lines and {Text(document[shape.Total])} in place of {Order.Numbers.Count} lines and {Total:0.00##}")
            );
        }
    }

    /// <summary>Requires of a posted document that its total is the one confirmed.</summary>
    public void RequirePostedAsConfirmed(JObject document)
    {
        if (Number(document[shape.Total]) != Total)
        {
            throw new ConnectorException(
                DocumentErrors.PostedOtherwise.For(Record, Text(document[shape.Total]), Total.ToString("0.00##", CultureInfo.InvariantCulture))
            );
        }
    }

    private static async Task<FinanceSet> SetAsync(FinanceClient finance, string name, string record, CancellationToken cancellation) =>
        await finance.SetAsync(name, cancellation) ?? throw new ConnectorException(TableMapErrors.SetUnknown.For(record, name));

    private JObject Sent(DocumentLine line)
    {
        var content = Signed(line);
        foreach (var field in Order.Map.Fields.Where(field => !field.Map.Sent))
        {
            content.Remove(field.Map.Field);
        }

        return content;
    }

    private JObject Signed(DocumentLine line)
    {
        var content = (JObject)line.Content.DeepClone();
        foreach (var field in isCredit ? new[] { shape.Quantity, shape.LineAmount } : [])
        {
            content[field] = -(Number(content[field]) ?? 0m);
        }

        return content;
    }

    private void RequireEqual(DocumentLine line, BoundField field, JObject content, JObject row)
    {
        var name = field.Map.Field;
        if (content[name] is { } ours && !finance.Values.AreEqual(ours, row[name], field.Property!))
        {
            throw Differs($"{name} of line {line.Number}, {line.Record}, is {Text(row[name])} in place of {Text(ours)}");
        }
    }

    private bool AmountIs(JObject content, JObject row) => Number(content[shape.LineAmount]) == Number(row[shape.LineAmount]);

    private ConnectorException Differs(string how) => new(DocumentErrors.DraftDiffers.For(Record, how));

    private static decimal? Number(JToken? token) =>
        token is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? number.ToObject<decimal>() : null;

    private static string Text(JToken? token) => token is JValue { Value: not null } value ? FieldValue.Text(value) : "nothing";
}
