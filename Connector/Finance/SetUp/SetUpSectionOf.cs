using System.Globalization;
using System.Reflection;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>A section with the type of its records.</summary>
internal sealed class SetUpSectionOf<T>(PropertyInfo list) : SetUpSection(list, typeof(T))
    where T : class
{
    public override async Task ReadAsync(FinanceContext context, FinanceSetUp into, CancellationToken cancellation)
    {
        IEnumerable<T> records = await context.Set<T>().AsNoTracking().ToListAsync(cancellation);
        List.SetValue(into, Ordered(records).ToArray());
    }

    public override async Task ReplaceAsync(FinanceContext context, FinanceSetUp setUp, CancellationToken cancellation)
    {
        await context.Set<T>().ExecuteDeleteAsync(cancellation);
        context.Set<T>().AddRange((IEnumerable<T>)List.GetValue(setUp)!);
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
    }

    private IEnumerable<T> Ordered(IEnumerable<T> records) => records.OrderBy(record => Keys.Select(key => Sortable(key.GetValue(record))).ToList(), Comparer<List<string>>.Create(Compare));

    private static string Sortable(object? part) => part switch
    {
        int number => number.ToString("D10", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => (string)part!,
    };

    private static int Compare(List<string> left, List<string> right) => left.Zip(right, string.CompareOrdinal).FirstOrDefault(order => order != 0);
}
