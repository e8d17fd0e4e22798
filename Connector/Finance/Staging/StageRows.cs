using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>
/// Stores rows of one set. A known row changes nothing; the same key with other content is refused, but for what the sender may still edit.
/// The insert decides by the unique key whether a row is new: nothing is looked up first.
/// </summary>
internal sealed class StageRows<T>(StagingSet<T> set, IEnumerable<IArrival<T>> arrivals)
    where T : class, new()
{
    private const int PageSize = 500;

    public async Task<StagingCount> StoreAsync(FinanceSession session, IAsyncEnumerable<T> rows, CancellationToken cancellation)
    {
        var companies = await StagedCompanies.OfAsync(session, cancellation);
        var count = new StagingCount(0, 0, 0);
        var page = new List<T>(PageSize);
        var number = 0;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            number++;
            page.Add(await InKnownCompanyAsync(row, companies, number, cancellation));
            if (page.Count == PageSize)
            {
                count = await StorePageAsync(session, page, count, cancellation);
                page.Clear();
            }
        }

        return await StorePageAsync(session, page, count, cancellation);
    }

    private async Task<StagingCount> StorePageAsync(FinanceSession session, List<T> page, StagingCount count, CancellationToken cancellation)
    {
        var known = await session.Rows.InsertAsync(page, cancellation);
        var changed = known.Count == 0 ? [] : await TakeOverAsync(session, known, cancellation);
        foreach (var arrival in arrivals)
        {
            await arrival.StoredAsync(session, page, changed, cancellation);
        }

        return new(count.Received + page.Count, count.Inserted + page.Count - known.Count, count.Unchanged + known.Count);
    }

    /// <summary>Compares rows with those that are there, writes what the sender may still edit, and returns the rows that differ.</summary>
    private async Task<List<T>> TakeOverAsync(FinanceSession session, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        var stored = await StoredAsync(session, rows, cancellation);
        var changed = new List<T>();
        var edits = new Dictionary<string, (string[] Columns, HashSet<T> Rows)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var known = stored.GetValueOrDefault(KeyOf(row)) ?? throw StagingErrors.KnownUnderAnotherKey.Refusal(set.Named(row));
            if (TakeOver(row, known) is { Length: > 0 } columns)
            {
                changed.Add(row);
                var edit = string.Join(',', columns);
                edits.TryAdd(edit, (columns, []));
                edits[edit].Rows.Add(known);
            }
        }

        foreach (var (columns, edited) in edits.Values)
        {
            await session.Rows.UpdateAsync(edited, columns, null, cancellation);
        }

        return changed;
    }

    /// <summary>Puts what differs into the known row and returns the names of these properties.</summary>
    private string[] TakeOver(T row, T known)
    {
        var different = set.Fields.Where(field => !field.IsWrittenBack && !set.Keys.Contains(field) && !set.Same(field, row, known)).ToList();
        if (different.Find(field => !set.MayChange(field, known)) is { } refused)
        {
            throw set.KnownDifferently.Refusal(set.Named(row), refused.Name, refused.Value(known) ?? "none", refused.Value(row) ?? "none");
        }

        different.ForEach(field => field.Copy(row, known));
        return [.. different.Select(field => field.PropertyName)];
    }

    /// <summary>The rows that are there, by key.</summary>
    private async Task<Dictionary<string, T>> StoredAsync(FinanceSession session, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        var key = set.Keys[^1];
        var stored = session.Query<T>();
        if (key.Value(rows[0]) is Guid)
        {
            var ids = rows.Select(row => (Guid)key.Value(row)!).Distinct().ToList();
            stored = stored.Where(row => EF.Parameter(ids).Contains(EF.Property<Guid>(row, key.PropertyName)));
        }
        else
        {
            var names = rows.Select(row => (string)key.Value(row)!).Distinct().ToList();
            stored = stored.Where(row => EF.Parameter(names).Contains(EF.Property<string>(row, key.PropertyName)));
        }

        // Without the company the key's own index would not be used.
        if (rows[0] is ICompanyRow)
        {
            var companies = rows.Cast<ICompanyRow>().Select(row => row.DataAreaId).Distinct().ToList();
            stored = stored.Where(row => EF.Parameter(companies).Contains(EF.Property<string>(row, nameof(ICompanyRow.DataAreaId))));
        }

        return await stored.ToDictionaryAsync(KeyOf, cancellation);
    }

    // Company ids are compared without case, what names a row in its company is not.
    private string KeyOf(T row) =>
        string.Join('\n', set.Keys.Select(key => key.PropertyName == nameof(ICompanyRow.DataAreaId) ? $"{key.Value(row)}".ToUpperInvariant() : key.Value(row)));

    private async ValueTask<T> InKnownCompanyAsync(T row, StagedCompanies companies, int number, CancellationToken cancellation)
    {
        if (row is not ICompanyRow { DataAreaId: var given })
        {
            return row;
        }

        var company =
            await companies.FindAsync(given, cancellation)
            ?? throw StagingErrors.UnknownCompany.Refusal($"{set.SetName} row {number} {set.Named(row)} field dataAreaId", given);
        set.Keys[0].Write(row, company);
        return row;
    }
}
