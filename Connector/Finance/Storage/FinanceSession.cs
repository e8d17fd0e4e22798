using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>One transaction: a context to query with and a row writer, both inside it. What is not committed is rolled back.</summary>
internal sealed class FinanceSession : IAsyncDisposable
{
    private readonly IFinanceStorage storage;
    private readonly IDbContextTransaction transaction;
    private readonly IDisposable writing;
    private readonly ILogger logger;
    private readonly List<Action> afterCommit = [];
    private readonly List<ICommitCheck> beforeCommit = [];

    public FinanceSession(IFinanceStorage storage, FinanceContext context, IDbContextTransaction transaction, IDisposable writing, ILogger logger)
    {
        this.storage = storage;
        this.transaction = transaction;
        this.writing = writing;
        this.logger = logger;
        Context = context;
        Rows = storage.CreateWriter(context, transaction.GetDbTransaction());
    }

    public FinanceContext Context { get; }

    public IRowWriter Rows { get; }

    public IQueryable<T> Query<T>()
        where T : class => Context.Set<T>().AsNoTracking();

    /// <summary>Holds others off from a kind of work until the transaction ends.</summary>
    public Task LockAsync(string kind, CancellationToken cancellation) => LockAsync([kind], isShared: false, cancellation);

    /// <summary>Holds others off from one thing, such as the import of a company, until the transaction ends.</summary>
    public Task LockAsync(string kind, string key, CancellationToken cancellation) => LockAsync([kind, key], isShared: false, cancellation);

    /// <summary>
    /// Holds others off from one document of a company until the transaction ends. It comes before the document is read: what is read then stays true until the
    /// commit. On SQLite every session excludes the others anyhow.
    /// </summary>
    public Task LockAsync(string kind, string company, string key, CancellationToken cancellation) =>
        LockAsync([kind, company, key], isShared: false, cancellation);

    /// <summary>Holds those off until the transaction ends who lock a kind of work; others may share it.</summary>
    public Task LockSharedAsync(string kind, CancellationToken cancellation) => LockAsync([kind], isShared: true, cancellation);

    /// <summary>
    /// Does something once the transaction is committed, such as waking the sender of callbacks. Its failure is logged and changes nothing: what is to be done
    /// has to stand in a table, where periodic work finds it.
    /// </summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>The check of a kind that will run; null where there is none.</summary>
    public T? CheckOf<T>()
        where T : class, ICommitCheck => beforeCommit.OfType<T>().SingleOrDefault();

    /// <summary>Checks what was written just before it is committed; what the check throws refuses all of it.</summary>
    public void BeforeCommit(ICommitCheck check) => beforeCommit.Add(check);

    public async Task CommitAsync(CancellationToken cancellation)
    {
        foreach (var check in beforeCommit)
        {
            await check.RequireAsync(cancellation);
        }

        await Context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var action in afterCommit)
        {
            Begin(action);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var writing = this.writing;
        Rows.Dispose();
        await transaction.DisposeAsync();
        await Context.DisposeAsync();
    }

    private void Begin(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            // What is committed is done: whoever asked for it must not be told otherwise.
            logger.LogWarning(
                exception,
                "{Code}: work that follows what was stored could not be queued; periodic work takes it up",
                StorageErrors.NotQueued.Code
            );
        }
    }

    private Task LockAsync(string[] names, bool isShared, CancellationToken cancellation) =>
        storage.LockAsync(Context, LockId.Of(names), isShared, cancellation);
}
