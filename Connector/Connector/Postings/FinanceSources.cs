using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// Remembers which database of finance keeps the books, and the highest numbers it has told: a database that was restored from a backup does not know them
/// any more, and must not give them out again.
/// </summary>
internal sealed class FinanceSources(IDbContextFactory<ConnectorContext> contexts, TimeProvider time)
{
    /// <summary>Notes what a part tells of its books, within the transaction that stores it.</summary>
    /// <exception cref="ConnectorException">PINV3320: another database keeps the books.</exception>
    public async Task NoteAsync(ConnectorContext context, PostedBooks books, CancellationToken cancellation)
    {
        var known = await OfAsync(context, books.Source, cancellation);
        var source = known ?? context.FinanceSources.Add(new FinanceSource { Source = books.Source }).Entity;
        source.IsBound = source.IsBound || await MayBindAsync(context, cancellation);
        if (known is not null && books.Generation > known.Generation)
        {
            await RequestAsync(context, $"finance is of generation {books.Generation} now", cancellation);
        }

        source.Generation = Math.Max(source.Generation, books.Generation);
        foreach (var given in books.Numbers)
        {
            await RaiseAsync(context, books, given, cancellation);
        }

        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>What is known of a database that asks.</summary>
    /// <param name="again">Whether it was answered before since it was started. The first time it may have been restored: what it lost is looked for.</param>
    /// <exception cref="ConnectorException">PINV3320: another database keeps the books; PINV3322: Dataverse was not asked yet what it has recorded.</exception>
    public async Task<KnownBooks> HighestAsync(Guid source, bool again, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var known = await OfAsync(context, source, cancellation);
        if (!await MayBindAsync(context, cancellation))
        {
            throw NotAskedYet();
        }

        if (!again)
        {
            await RequestAsync(context, "finance was started", cancellation);
            await context.SaveChangesAsync(cancellation);
        }

        var numbers = await context
            .HighestNumbers.AsNoTracking()
            .Where(number => number.Source == source)
            .OrderBy(number => number.Company)
            .ThenBy(number => number.Reference)
            .ToListAsync(cancellation);
        return new KnownBooks(
            known?.Generation ?? 0,
            numbers,
            await context.RecordedNumbers.AsNoTracking().OrderBy(number => number.Number).ToListAsync(cancellation)
        );
    }

    /// <summary>Lets a database keep the books from now on, in place of any other.</summary>
    public async Task TakeOverAsync(Guid source, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        foreach (var other in await context.FinanceSources.Where(known => known.Source != source).ToListAsync(cancellation))
        {
            other.IsBound = false;
        }

        var chosen = await context.FinanceSources.FindAsync([source], cancellation) ?? context.FinanceSources.Add(new FinanceSource { Source = source }).Entity;
        chosen.IsBound = true;
        await RequestAsync(context, "another database of finance took over", cancellation);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>Asks for a comparison of what was delivered with what finance holds, and of the numbers that it gave with those recorded.</summary>
    public async Task RequestAsync(string reason, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await RequestAsync(context, reason, cancellation);

        // The database may itself come from a backup: what Dataverse has recorded since is read too.
        (await StateAsync(context, cancellation)).FoundPostedInvoices = null;
        await context.SaveChangesAsync(cancellation);
    }

    public static async Task<Reconciliation> StateAsync(ConnectorContext context, CancellationToken cancellation) =>
        await context.Reconciliations.FindAsync([Reconciliation.Only], cancellation) ?? context.Reconciliations.Add(new Reconciliation()).Entity;

    private async Task RequestAsync(ConnectorContext context, string reason, CancellationToken cancellation)
    {
        var state = await StateAsync(context, cancellation);
        (state.RequestedOn, state.Reason) = (time.GetUtcNow().UtcDateTime, reason);
    }

    private static async Task<FinanceSource?> OfAsync(ConnectorContext context, Guid source, CancellationToken cancellation)
    {
        var bound = await context.FinanceSources.SingleOrDefaultAsync(known => known.IsBound, cancellation);
        return bound is not null && bound.Source != source
            ? throw AnotherKeepsTheBooks(bound.Source, source)
            : bound ?? await context.FinanceSources.FindAsync([source], cancellation);
    }

    // A database that was made anew was not told what the one before it was; what Dataverse has recorded stands for that.
    private static async Task<bool> MayBindAsync(ConnectorContext context, CancellationToken cancellation) =>
        (await StateAsync(context, cancellation)).FoundPostedInvoices is not null;

    private static async Task RaiseAsync(ConnectorContext context, PostedBooks books, PostedNumber given, CancellationToken cancellation)
    {
        var highest =
            await context.HighestNumbers.FindAsync([books.Source, books.Company, given.Reference], cancellation)
            ?? context
                .HighestNumbers.Add(
                    new HighestNumber
                    {
                        Source = books.Source,
                        Company = books.Company,
                        Reference = given.Reference,
                    }
                )
                .Entity;
        highest.Number = Math.Max(highest.Number, given.Number);
    }

    private static ConnectorException AnotherKeepsTheBooks(Guid bound, Guid source) =>
        new(PostingErrors.OtherBooks.For($"Finance {source:D}", $"{bound:D}", $"{source:D}"));

    private static ConnectorException NotAskedYet() => new(PostingErrors.NotAskedYet.For("Numbers of finance"));
}
