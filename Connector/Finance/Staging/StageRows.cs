using System.Text.Json;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Staging;

/// <summary>
/// Stores rows of one set. A known row changes nothing; the same key with other content is refused, but for what the sender may still edit.
/// The insert decides by the unique key whether a row is new: nothing is looked up first.
/// </summary>
internal sealed class StageRows<T>(StagingSet<T> set)
    where T : class, new()
{
    private const int PageSize = 500;

    public async Task<StagingCount> StoreAsync(FinanceSession session, IAsyncEnumerable<JsonElement> rows, CancellationToken cancellation)
    {
        await session.LockSharedAsync(HeldSetUp.Lock, cancellation);
        var companies = await session.Query<Company>().Select(company => company.Id).ToListAsync(cancellation);
        var count = new StagingCount(0, 0, 0);
        var page = new List<T>(PageSize);
        var number = 0;
        await foreach (var json in rows.WithCancellation(cancellation))
        {
            number++;
            page.Add(InKnownCompany(set.Read(json, $"row {number}"), companies, number));
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
        var changed = new List<T>();
        foreach (var row in known)
        {
            if (await TakeOverAsync(session, row, cancellation))
            {
                changed.Add(row);
            }
        }

        await set.StoredAsync(session, page, changed, cancellation);

        return new(count.Received + page.Count, count.Inserted + page.Count - known.Count, count.Unchanged + known.Count);
    }

    private async Task<bool> TakeOverAsync(FinanceSession session, T row, CancellationToken cancellation)
    {
        var known = await session.Context.Set<T>().FindAsync([.. set.Keys.Select(key => key.Value(row))], cancellation)
            ?? throw new FinanceRefusal("PINV4002", set.Named(row), "The actual is staged already under another key or company. Send it under the key it has.");
        session.Context.Entry(known).State = EntityState.Detached;
        var different = set.Fields.Where(field => !field.IsWrittenBack && !set.Keys.Contains(field) && !set.Same(field, row, known)).ToList();
        if (different.Find(field => !set.MayChange(field, known)) is { } refused)
        {
            throw new FinanceRefusal(
                set.ConflictCode, set.Named(row), $"The row is known with another {refused.Name} ({refused.Value(known) ?? "none"}, not {refused.Value(row) ?? "none"}). {set.ConflictRemedy}");
        }

        if (different.Count > 0)
        {
            foreach (var field in different)
            {
                field.Copy(row, known);
            }

            await session.Rows.UpdateAsync([known], [.. different.Select(field => field.PropertyName)], null, cancellation);
        }

        return different.Count > 0;
    }

    private T InKnownCompany(T row, List<string> companies, int number)
    {
        if (row is not ICompanyRow { DataAreaId: var given })
        {
            return row;
        }

        var company = companies.Find(id => string.Equals(id, given, StringComparison.OrdinalIgnoreCase))
            ?? throw new FinanceRefusal("PINV4003", $"{set.SetName} row {number} {set.Named(row)} field dataAreaId", $"Company {given} is not set up. Add it to the set-up, then send the row again.");
        set.Keys[0].Write(row, company);
        return row;
    }
}
