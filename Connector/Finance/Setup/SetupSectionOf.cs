using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A section with the type of its records.</summary>
internal sealed class SetupSectionOf<T>(PropertyInfo list) : SetupSection(list, typeof(T))
    where T : class
{
    public override async Task ReadAsync(FinanceContext context, FinanceSetup into, CancellationToken cancellation)
    {
        IEnumerable<T> records = await context.Set<T>().AsNoTracking().ToListAsync(cancellation);
        List.SetValue(into, Ordered(records).ToArray());
    }

    public override async Task ReplaceAsync(FinanceSession session, FinanceSetup setUp, CancellationToken cancellation)
    {
        await session.Context.Set<T>().ExecuteDeleteAsync(cancellation);
        await session.Rows.InsertAsync((IEnumerable<T>)List.GetValue(setUp)!, cancellation);
    }

    public override void Overlay(FinanceSetup into, object[] key, object? record)
    {
        var records = new List<T>((IEnumerable<T>)List.GetValue(into)!);
        var wanted = key.Select(Sortable).ToList();
        var (first, end) = (0, records.Count);
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            (first, end) = Compare(SortableKey(records[middle]), wanted) < 0 ? (middle + 1, end) : (first, middle);
        }

        if (first < records.Count && Compare(SortableKey(records[first]), wanted) == 0)
        {
            records.RemoveAt(first);
        }

        if (record is not null)
        {
            records.Insert(first, (T)record);
        }

        List.SetValue(into, records.ToArray());
    }

    private IEnumerable<T> Ordered(IEnumerable<T> records) => records.OrderBy(SortableKey, Comparer<List<string>>.Create(Compare));

    private List<string> SortableKey(T record) => [.. Keys.Select(key => Sortable(key.GetValue(record)))];

    private static string Sortable(object? part) =>
        part switch
        {
            int number => number.ToString("D10", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            _ => (string)part!,
        };

    private static int Compare(List<string> left, List<string> right) => left.Zip(right, string.CompareOrdinal).FirstOrDefault(order => order != 0);
}
