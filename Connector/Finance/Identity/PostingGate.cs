using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Identity;

/// <summary>
/// Lets nothing be numbered before it is known that the books are not older than what was told of them: a database that was restored from a backup would give
/// its numbers a second time. The connector remembers what it was told; once it agrees, posting goes on while it is away, because books are restored only while
/// no process runs.
/// </summary>
internal sealed class PostingGate(FinanceDatabase database, IToldNumbers connector, IForgottenParts forgotten, TimeProvider clock, ILogger<PostingGate> logger)
    : IHealthCheck,
        IDisposable
{
    private readonly SemaphoreSlim alone = new(1, 1);
    private readonly SemaphoreSlim oneAttempt = new(1, 1);
    private volatile bool isOpen;
    private volatile FinanceRefusal? refusal;

    /// <summary>What the connector answered last, until it is seen to that it knows all.</summary>
    private volatile Answer? answer;

    /// <exception cref="FinanceRefusal">The books may not be posted to (<see cref="IdentityErrors.OlderBackup"/>).</exception>
    public async Task RequireOpenAsync(CancellationToken cancellation)
    {
        if (isOpen || !connector.AreKept)
        {
            return;
        }

        await alone.WaitAsync(cancellation);
        try
        {
            if (!isOpen)
            {
                await AskAsync(again: false, cancellation);
                isOpen = true;
                this.refusal = null;
            }
        }
        catch (FinanceRefusal refusal)
        {
            this.refusal = refusal;
            throw;
        }
        finally
        {
            alone.Release();
        }
    }

    /// <summary>
    /// Asks at the start and every minute, so that somebody learns of older books before somebody posts; then sends again what the connector has forgotten,
    /// which may lose its database while finance runs.
    /// </summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task TryAsync(CancellationToken cancellation)
    {
        // An answer that was asked for while another attempt sends again would have it sent a second time.
        await oneAttempt.WaitAsync(cancellation);
        try
        {
            await (isOpen ? AskAgainAsync(cancellation) : RequireOpenAsync(cancellation));
            if (answer is { } known)
            {
                await forgotten.SendAgainAsync(known.Told, known.Before, cancellation);
                answer = null;
            }
        }
        catch (FinanceRefusal refusal)
        {
            logger.LogWarning("{Refusal}", refusal.Message);
        }
        finally
        {
            oneAttempt.Release();
        }
    }

    private async Task AskAgainAsync(CancellationToken cancellation)
    {
        await alone.WaitAsync(cancellation);
        try
        {
            await AskAsync(again: true, cancellation);
        }
        catch (FinanceRefusal passing) when (passing.Status == StatusCodes.Status503ServiceUnavailable)
        {
            // It is away, and what it said before still holds.
        }
        catch (FinanceRefusal contradiction)
        {
            refusal = contradiction;
            isOpen = false;
            throw;
        }
        finally
        {
            alone.Release();
        }
    }

    public async Task<IdentityState> StateAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var own = await BooksIdentity.OfAsync(context, cancellation);
        var ranges = await LostRanges.OfAsync(context, cancellation);
        try
        {
            var told = connector.AreKept ? await connector.AskAsync(own.Source, again: true, cancellation) : new ToldNumbers(own.Source, 0, []);
            var lost = await LostAsync(context, told, cancellation);
            var refusal = IsBehind(own, told, lost) ? Behind(own, lost) : null;
            return new IdentityState(own.Source, own.Generation, refusal is null, refusal?.Fault.Code, refusal?.Fault.Text, lost, ranges);
        }
        catch (FinanceRefusal refusal)
        {
            return new IdentityState(own.Source, own.Generation, false, refusal.Fault.Code, refusal.Fault.Text, [], ranges);
        }
    }

    /// <summary>Has every sequence go on above what the connector was told, in a generation of its own. Where nothing is lost, nothing is changed.</summary>
    public async Task<IdentityState> RaiseAsync(string user, CancellationToken cancellation)
    {
        if (connector.AreKept)
        {
            await RaiseAsync(await connector.AskAsync(await SourceAsync(cancellation), again: true, cancellation), user, cancellation);
        }

        return await StateAsync(cancellation);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(this.refusal is { } refusal ? HealthCheckResult.Degraded(refusal.Message) : HealthCheckResult.Healthy());

    public void Dispose()
    {
        alone.Dispose();
        oneAttempt.Dispose();
    }

    private async Task AskAsync(bool again, CancellationToken cancellation)
    {
        var before = await forgotten.SentAsync(cancellation);

        // The connector first: what it was told is in the books by then, if they are the right ones.
        var told = await connector.AskAsync(await SourceAsync(cancellation), again, cancellation);
        await using var context = await database.ReadAsync(cancellation);
        var own = await BooksIdentity.OfAsync(context, cancellation);
        var lost = await LostAsync(context, told, cancellation);
        if (IsBehind(own, told, lost))
        {
            throw Behind(own, lost);
        }

        answer = new Answer(told, before);
    }

    private async Task<Guid> SourceAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return (await BooksIdentity.OfAsync(context, cancellation)).Source;
    }

    private async Task RaiseAsync(ToldNumbers told, string user, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("books identity", cancellation);
        var own = await BooksIdentity.OfAsync(session.Context, cancellation);
        var lost = await LostAsync(session.Context, told, cancellation);
        if (!IsBehind(own, told, lost))
        {
            return;
        }

        own.Generation = Math.Max(own.Generation, told.Generation) + 1;
        foreach (var sequence in lost)
        {
            await session.LockAsync("number sequence", sequence.Company, sequence.Reference, cancellation);
            await NumberSequences.RaiseAsync(session, sequence.Company, sequence.Reference, sequence.Told, cancellation);
            await session.Rows.InsertAsync([LostRanges.Of(sequence, own.Generation, user, clock.GetUtcNow().UtcDateTime)], cancellation);
        }

        await session.Rows.UpdateAsync([own], [nameof(BooksIdentity.Generation)], null, cancellation);
        await session.CommitAsync(cancellation);
        logger.LogWarning("The books {Source} go on in generation {Generation}; sequences raised: {Sequences}", own.Source, own.Generation, lost.Count);
    }

    private static async Task<List<LostNumbers>> LostAsync(FinanceContext context, ToldNumbers told, CancellationToken cancellation)
    {
        var counters = await context
            .Set<NumberSequenceCounter>()
            .AsNoTracking()
            .ToDictionaryAsync(counter => (counter.Company, counter.Reference), counter => counter.Next - 1, cancellation);
        var sequences = await context.Set<NumberSequence>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. told
                .Numbers.Concat(sequences.SelectMany(sequence => Recorded(sequence, told.Recorded ?? [])))
                .GroupBy(number => (Company: NumberSequences.CounterOf(number.Company), number.Reference))
                .Select(group => new LostNumbers(
                    group.Key.Company,
                    group.Key.Reference,
                    counters.GetValueOrDefault(group.Key),
                    group.Max(number => number.Number)
                ))
                .Where(number => number.Told > number.Given)
                .OrderBy(number => number.Company, StringComparer.Ordinal)
                .ThenBy(number => number.Reference, StringComparer.Ordinal),
        ];
    }

    // A number of another format is no number that this sequence could give again.
    private static IEnumerable<ToldNumber> Recorded(NumberSequence sequence, IReadOnlyList<RecordedNumber> recorded) =>
        recorded
            .Where(number => number.MayBeOf(sequence.Company, sequence.Reference))
            .Select(number => NumberFormat.NumberOf(sequence.Format, number.Number))
            .OfType<long>()
            .Select(number => new ToldNumber(sequence.Company, sequence.Reference, number));

    private static bool IsBehind(BooksIdentity own, ToldNumbers told, List<LostNumbers> lost) => lost.Count > 0 || told.Generation > own.Generation;

    private static FinanceRefusal Behind(BooksIdentity own, List<LostNumbers> lost) =>
        IdentityErrors.OlderBackup.Refusal(
            $"books {own.Source}",
            string.Concat(
                lost.Select(number => FormattableString.Invariant($". {number.Company} {number.Reference}: {number.Given} here, {number.Told} there"))
            )
        );

    private sealed record Answer(ToldNumbers Told, PartsSent Before);
}
