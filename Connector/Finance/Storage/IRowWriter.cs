namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// Writes many rows of one table inside the transaction of its session, without a change tracker.
/// An implementation may send them one prepared statement a row or in bulk (COPY into a temporary table).
/// </summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>Inserts the rows whose unique keys are free and returns the others, which were there already and were left as they are.</summary>
    Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class;

    /// <summary>Writes the named columns of the rows, found by their primary key, and returns how many rows matched.</summary>
    /// <param name="rows">Rows with primary key and new values.</param>
    /// <param name="columns">Names of the properties to write.</param>
    /// <param name="guard">A property and the value it must still have; null for no condition.</param>
    Task<int> UpdateAsync<T>(IEnumerable<T> rows, IReadOnlyList<string> columns, (string Property, object? Value)? guard, CancellationToken cancellation)
        where T : class;
}
