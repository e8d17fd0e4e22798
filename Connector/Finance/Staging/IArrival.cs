using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>Told of rows that arrive, in the transaction that stores them.</summary>
internal interface IArrival<T>
{
    /// <param name="session">That transaction.</param>
    /// <param name="rows">The rows as they were sent; what was known already is unchanged or changed.</param>
    /// <param name="changed">Those that were known with other content.</param>
    Task StoredAsync(FinanceSession session, IReadOnlyList<T> rows, IReadOnlyList<T> changed, CancellationToken cancellation);
}
