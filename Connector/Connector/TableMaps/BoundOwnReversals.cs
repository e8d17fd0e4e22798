using Connector.Dataverse;
using Newtonsoft.Json.Linq;

namespace Connector.TableMaps;

/// <summary>Reversals that billing itself makes, whose every name was found.</summary>
/// <param name="Rows">The table of the rows.</param>
/// <param name="Reversing">From a reversal to its original.</param>
/// <param name="Billing">From a row to what bills it.</param>
/// <param name="InvoiceReadName">The property of the lookup to the invoice.</param>
/// <param name="Where">Which rows may be such reversals.</param>
public sealed record BoundOwnReversals(
    TableDefinition Rows, IReadOnlyList<BoundTie> Reversing, IReadOnlyList<BoundTie> Billing, string InvoiceReadName, FilterExpression Where)
{
    private const int IdsARead = 40;

    /// <summary>Which of some rows are reversals that billing itself made. With a few reads a page, never one a row.</summary>
    /// <param name="dataverse">Dataverse.</param>
    /// <param name="rows">Rows of the map as they were read.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IReadOnlySet<Guid>> FindAsync(DataverseClient dataverse, IEnumerable<JObject> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataverse);
        var candidates = rows.Where(Where.Matches).DistinctBy(Id).ToDictionary(Id, Invoice);
        var originals = await FollowAsync(dataverse, Reversing, candidates.Keys, cancellation);
        var billed = await FollowAsync(dataverse, Billing, originals.Values.SelectMany(ids => ids).Distinct().ToList(), cancellation);
        var invoices = await InvoicesAsync(dataverse, billed.Values.SelectMany(ids => ids).Distinct().ToList(), cancellation);
        return originals
            .Where(reversal => reversal.Value.Any(original => billed.GetValueOrDefault(original, []).Any(bill => IsSame(candidates[reversal.Key], invoices.GetValueOrDefault(bill)))))
            .Select(reversal => reversal.Key).ToHashSet();
    }

    // A reversal that names no invoice belongs to the one that bills its original: an original is billed once.
    private static bool IsSame(Guid? ofReversal, Guid? ofBill) => ofReversal is null || ofReversal == ofBill;

    private static async Task<Dictionary<Guid, List<Guid>>> FollowAsync(
        DataverseClient dataverse, IReadOnlyList<BoundTie> ties, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
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
            await foreach (var row in dataverse.RowsAsync($"{Rows.SetName}?$select={InvoiceReadName}&$filter={Uri.EscapeDataString(filter)}", $"Table {Rows.Name}", cancellation))
            {
                invoices[Id(row)] = Invoice(row);
            }
        }

        return invoices;
    }

    private Guid Id(JObject row) => Guid.Parse((string)row[Rows.PrimaryId]!);

    private Guid? Invoice(JObject row) => Guid.TryParse((string?)row[InvoiceReadName], out var id) ? id : null;
}
