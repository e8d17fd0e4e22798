using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Keeps the set-up in the database: replaced as a whole in one transaction, read back as a whole.</summary>
internal sealed class SetupStore(FinanceDatabase database, SetupChanges changes)
{
    private const int MostKept = 16;

    // A stamp is never used twice, so what was read under it holds for every database of the process.
    private static readonly ConcurrentDictionary<Guid, KeptSetup> Kept = new();

    /// <exception cref="FinanceRefusal">With every fault; nothing was stored.</exception>
    public async Task ReplaceAsync(FinanceSetup setUp, CancellationToken cancellation)
    {
        SetupChecks.Require(setUp);
        await using var session = await database.BeginAsync(cancellation);
        var change = await changes.BeginAsync(session, cancellation);
        var numbered = setUp with { ProfileRules = [.. setUp.ProfileRules.Select((rule, index) => rule with { RuleNumber = index + 1 })] };
        foreach (var section in SetupSection.All)
        {
            await section.ReplaceAsync(session, numbered, cancellation);
        }

        change.WroteEverything();
        await session.CommitAsync(cancellation);
    }

    public async Task<FinanceSetup> ReadAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return (await OfOneMomentAsync(context, cancellation)).Setup;
    }

    /// <summary>The set-up to look things up in; read again only when it has changed.</summary>
    public static async Task<SetupCatalog> CatalogAsync(FinanceContext context, CancellationToken cancellation)
    {
        if (Kept.TryGetValue(await StampAsync(context, cancellation), out var kept))
        {
            return kept.Catalog;
        }

        var (setUp, stamp) = await OfOneMomentAsync(context, cancellation);
        return Keep(stamp, setUp).Catalog;
    }

    /// <summary>The set-up for who holds its lock, so that nobody changes it meanwhile; read only where it has changed.</summary>
    public static async Task<FinanceSetup> HeldAsync(FinanceContext context, CancellationToken cancellation) =>
        Kept.TryGetValue(await StampAsync(context, cancellation), out var kept) ? kept.Setup : await ReadAsync(context, cancellation);

    /// <summary>Keeps what stands in the database under a stamp.</summary>
    public static KeptSetup Keep(Guid stamp, FinanceSetup setUp)
    {
        var read = new KeptSetup(setUp);
        if (stamp == Guid.Empty)
        {
            return read;
        }

        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        return Kept.GetOrAdd(stamp, read);
    }

    public static async Task<FinanceSetup> ReadAsync(FinanceContext context, CancellationToken cancellation)
    {
        var setUp = new FinanceSetup();
        foreach (var section in SetupSection.All)
        {
            await section.ReadAsync(context, setUp, cancellation);
        }

        return setUp;
    }

    /// <summary>Reads until no other transaction has changed the set-up between two of its sections.</summary>
    private static async Task<(FinanceSetup Setup, Guid Stamp)> OfOneMomentAsync(FinanceContext context, CancellationToken cancellation)
    {
        var stamp = await StampAsync(context, cancellation);
        while (true)
        {
            var setUp = await ReadAsync(context, cancellation);
            var after = await StampAsync(context, cancellation);
            if (after == stamp)
            {
                return (setUp, stamp);
            }

            stamp = after;
        }
    }

    private static Task<Guid> StampAsync(FinanceContext context, CancellationToken cancellation) =>
        context.Set<SetupStamp>().AsNoTracking().Where(row => row.Id == SetupStamp.OnlyId).Select(row => row.Stamp).SingleOrDefaultAsync(cancellation);
}
