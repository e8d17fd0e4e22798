using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Reversals that billing itself makes, whose every name was found.</summary>
/// <param name="Rows">The table of the rows.</param>
/// <param name="Reversing">From a reversal to its original.</param>
/// <param name="Billing">From a row to what bills it.</param>
/// <param name="InvoiceReadName">The property of the lookup to the invoice.</param>
/// <param name="Where">Which rows may be such reversals.</param>
/// <param name="Certain">Which of these are reversals for certain.</param>
internal sealed record BoundOwnReversals(
    TableDefinition Rows,
    IReadOnlyList<BoundTie> Reversing,
    IReadOnlyList<BoundTie> Billing,
    string InvoiceReadName,
    FilterExpression Where,
    FilterExpression Certain
)
{
    private const int IdsARead = 40;

    /// <summary>The name of the table that ties the rows: what a reversal waits for whose original is not known.</summary>
    public string TyingTable => Reversing[0].Table.Name;

    /// <summary>Whether a row reverses another one for certain and does not name the invoice that made it.</summary>
    /// <param name="row">The row as it was read.</param>
    public bool NamesNoInvoice(JObject row) => IsCertain(row) && Invoice(row) is null;

    /// <summary>Which of some rows are tied to what they reverse.</summary>
    /// <param name="ids">Ids of rows.</param>
    public async Task<IReadOnlySet<Guid>> TiedAsync(DataverseClient dataverse, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await FollowAsync(dataverse, Reversing, ids, cancellation)).Keys.ToHashSet();

    /// <summary>Which of some rows are reversals that billing itself made. With a few reads a page, never one a row.</summary>
    /// <param name="rows">Rows of the map as they were read.</param>
    /// <returns>Those that billing made, and those that reverse nobody knows what.</returns>
    public async Task<(IReadOnlySet<Guid> Own, IReadOnlySet<Guid> Untied)> FindAsync(
        DataverseClient dataverse,
        IReadOnlyCollection<JObject> rows,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(dataverse);
        var candidates = rows.Where(Where.Matches).DistinctBy(Id).ToDictionary(Id, Invoice);
        var originals = await FollowAsync(dataverse, Reversing, candidates.Keys, cancellation);
        var billed = await FollowAsync(dataverse, Billing, originals.Values.SelectMany(ids => ids).Distinct().ToList(), cancellation);
        var invoices = await InvoicesAsync(dataverse, billed.Values.SelectMany(ids => ids).Distinct().ToList(), cancellation);
        return (
            originals
                .Where(reversal => reversal.Value.Any(original => IsBilled(original, candidates[reversal.Key])))
                .Select(reversal => reversal.Key)
                .ToHashSet(),
            rows.Where(IsCertain).Select(Id).Where(id => !originals.ContainsKey(id)).ToHashSet()
        );

        // A draft that has taken the original is no bill: what the tie leads to then is none of these rows.
        bool IsBilled(Guid original, Guid? invoice) =>
            billed.GetValueOrDefault(original, []).Any(bill => invoices.TryGetValue(bill, out var ofBill) && IsSame(invoice, ofBill));
    }

    private bool IsCertain(JObject row) => Where.Matches(row) && Certain.Matches(row);

    // A reversal that names no invoice belongs to the one that bills its original: an original is billed once.
    private static bool IsSame(Guid? ofReversal, Guid? ofBill) => ofReversal is null || ofReversal == ofBill;

    private static async Task<Dictionary<Guid, List<Guid>>> FollowAsync(
        DataverseClient dataverse,
        IReadOnlyList<BoundTie> ties,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Guid, List<Guid>>();
        foreach (var tie in ids.Count == 0 ? [] : ties)
        {
            await foreach (var (row, other) in tie.ReadAsync(dataverse, ids, cancellation))
            {
                if (!found.TryGetValue(row, out var others))
                {
                    found[row] = others = [];
                }

                others.Add(other);
            }
        }

        return found;
    }

    private async Task<Dictionary<Guid, Guid?>> InvoicesAsync(DataverseClient dataverse, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var invoices = new Dictionary<Guid, Guid?>();
        foreach (var chunk in ids.Chunk(IdsARead))
        {
            var filter = string.Join(" or ", chunk.Select(id => $"{Rows.PrimaryId} eq {id:D}"));
            await foreach (
                var row in dataverse.RowsAsync(
                    $"{Rows.SetName}?$select={InvoiceReadName}&$filter={Uri.EscapeDataString(filter)}",
                    $"Table {Rows.Name}",
                    cancellation
                )
            )
            {
                invoices[Id(row)] = Invoice(row);
            }
        }

        return invoices;
    }

    private Guid Id(JObject row) => Guid.Parse((string)row[Rows.PrimaryId]!);

    private Guid? Invoice(JObject row) => Guid.TryParse((string?)row[InvoiceReadName], out var id) ? id : null;
}
