using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Finance.Storage;

/// <summary>One transaction: a context to query with and a row writer, both inside it. What is not committed is rolled back.</summary>
internal sealed class FinanceSession : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly SqliteRowWriter _writer;
    private readonly List<Action> _afterCommit = [];
    private readonly Dictionary<string, Func<CancellationToken, Task>> _beforeCommit = new(StringComparer.Ordinal);

    public FinanceSession(FinanceContext context, IDbContextTransaction transaction)
    {
        Context = context;
        _transaction = transaction;
        _writer = new SqliteRowWriter(context, context.Database.GetDbConnection(), transaction.GetDbTransaction());
    }

    public FinanceContext Context { get; }

    public IRowWriter Rows => _writer;

    public IQueryable<T> Query<T>()
        where T : class => Context.Set<T>().AsNoTracking();

    /// <summary>Does something once the transaction is committed, such as waking the sender of callbacks.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Whether a check of this name will run.</summary>
    public bool WillCheck(string name) => _beforeCommit.ContainsKey(name);

    /// <summary>Checks what was written just before it is committed; what the check throws refuses all of it.</summary>
    public void BeforeCommit(string name, Func<CancellationToken, Task> check) => _beforeCommit.Add(name, check);

    public async Task CommitAsync(CancellationToken cancellation)
    {
        foreach (var check in _beforeCommit.Values)
        {
            await check(cancellation);
        }

        await Context.SaveChangesAsync(cancellation);
        await _transaction.CommitAsync(cancellation);
        foreach (var action in _afterCommit)
        {
            action();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _transaction.DisposeAsync();
        await Context.DisposeAsync();
    }
}
