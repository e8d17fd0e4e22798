using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Makes due again what failed. Whoever asks wakes the jobs, or leaves it to their next run.</summary>
internal sealed class Retries(IDbContextFactory<ConnectorContext> contexts)
{
    /// <summary>The message of this id, or all parts of this posting that are not done.</summary>
    /// <returns>How many are due again; null where nothing of this id is stored.</returns>
    public async Task<int?> StoredAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        StoredWork[] found =
        [
            .. await context.Messages.Where(row => row.Id == id).ToListAsync(cancellation),
            .. await context.Postings.Where(row => row.EventId == id).ToListAsync(cancellation),
        ];
        return found.Length == 0 ? null : await RetryAsync(context, found, cancellation);
    }

    /// <summary>All rows that failed.</summary>
    public async Task<int> RowsAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await DueAsync(context.PendingRows.Where(row => row.State == WorkState.Failed), cancellation);
    }

    /// <summary>Everything of an invoice that is not done: its messages, the parts of its postings, its rows.</summary>
    public async Task<int> InvoiceAsync(Guid invoiceId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var messages = await context.Messages.Where(row => row.InvoiceId == invoiceId).ToListAsync(cancellation);
        var correlations = messages.ConvertAll(message => message.CorrelationId);
        StoredWork[] found =
        [
            .. messages,
            .. await context.Postings.Where(row => row.State != WorkState.Done && correlations.Contains(row.CorrelationId)).ToListAsync(cancellation),
        ];
        var rows = context.PendingRows.Where(row =>
            row.State == WorkState.Failed
            && context.KnownRows.Any(known => known.Map == row.Map && known.RecordId == row.RecordId && known.WaitsFor == invoiceId)
        );
        return await RetryAsync(context, found, cancellation) + await DueAsync(rows, cancellation);
    }

    /// <summary>Everything that failed.</summary>
    public async Task<int> EverythingAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await DueAsync(context.Messages.Where(row => row.State == WorkState.Failed), cancellation)
            + await DueAsync(context.Postings.Where(row => row.State == WorkState.Failed), cancellation)
            + await DueAsync(context.PendingRows.Where(row => row.State == WorkState.Failed), cancellation);
    }

    private static async Task<int> RetryAsync(ConnectorContext context, IEnumerable<StoredWork> found, CancellationToken cancellation)
    {
        var again = found.Where(row => row.State != WorkState.Done).ToList();
        again.ForEach(row => row.Retry());
        await context.SaveChangesAsync(cancellation);
        return again.Count;
    }

    private static Task<int> DueAsync<T>(IQueryable<T> failed, CancellationToken cancellation)
        where T : StoredWork => failed.ExecuteUpdateAsync(row => row.SetProperty(work => work.State, WorkState.Waiting), cancellation);
}
