using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>
/// Tells a probe of every row before the writer takes it. The writer of SQLite writes a row before it takes the next one, so that each is a moment of its own;
/// that of PostgreSQL takes a page of rows first, so that a fault at any of them is a fault before the page.
/// </summary>
internal sealed class ProbedRowWriter(IRowWriter writer, WriteProbe probe) : IRowWriter
{
    public Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class => writer.InsertAsync(Probed(rows, "inserting"), cancellation);

    public Task<int> UpdateAsync<T>(IEnumerable<T> rows, IReadOnlyList<string> columns, (string Property, object? Value)? guard, CancellationToken cancellation)
        where T : class => writer.UpdateAsync(Probed(rows, "updating"), columns, guard, cancellation);

    public void Dispose() => writer.Dispose();

    private IEnumerable<T> Probed<T>(IEnumerable<T> rows, string what)
    {
        foreach (var row in rows)
        {
            probe.At($"before {what} {typeof(T).Name}");
            yield return row;
        }
    }
}
