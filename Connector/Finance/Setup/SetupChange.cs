using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// A change of the set-up inside one transaction, of one record or of all. Whatever was written: before the transaction commits, the set-up as a whole
/// must hold, and keep what the books stand on; else all of it is refused with every fault.
/// </summary>
internal sealed class SetupChange : ICommitCheck
{
    /// <summary>With more changed records than these a section is read again as a whole.</summary>
    private const int MostRecords = 100;

    private readonly FinanceSession session;
    private readonly SetupChanges changes;
    private readonly FinanceSetup before;
    private readonly Guid stamp = Guid.NewGuid();
    private readonly Dictionary<SetupSection, List<object[]>> written = [];
    private bool isWhole;
    private FinanceSetup? after;

    private SetupChange(FinanceSession session, SetupChanges changes, FinanceSetup before)
    {
        this.session = session;
        this.changes = changes;
        this.before = before;
    }

    public static async Task<SetupChange> BeginAsync(FinanceSession session, SetupChanges changes, CancellationToken cancellation)
    {
        await session.LockAsync(HeldSetup.Lock, cancellation);
        var change = new SetupChange(session, changes, await SetupStore.HeldAsync(session.Context, cancellation));
        await change.StampAsync(cancellation);
        session.BeforeCommit(change);
        session.AfterCommit(() => SetupStore.Keep(change.stamp, change.after!));
        return change;
    }

    /// <summary>Tells that a record was added, changed or removed.</summary>
    /// <param name="key">The values of its key, in the order of the section's keys.</param>
    public void Wrote(SetupSection section, object[] key)
    {
        if (!written.TryGetValue(section, out var keys))
        {
            written[section] = keys = [];
        }

        keys.Add(key);
    }

    /// <summary>Tells that every section was replaced.</summary>
    public void WroteEverything() => isWhole = true;

    public async Task RequireAsync(CancellationToken cancellation)
    {
        var after = isWhole ? await SetupStore.ReadAsync(session.Context, cancellation) : await OverlaidAsync(cancellation);
        var faults = SetupChecks.Faults(after);
        await FindLeftOutCompaniesAsync(after, faults, cancellation);
        await FindLostPeriodsAsync(after, faults, cancellation);
        await RaiseCountersAsync(after.NumberSequences, faults, cancellation);
        if (faults.Count > 0)
        {
            throw new FinanceRefusal(faults);
        }

        await changes.AnnounceAsync(session, before, after, cancellation);
        this.after = after;
    }

    private async Task StampAsync(CancellationToken cancellation)
    {
        var stamp = new SetupStamp { Stamp = this.stamp };
        if (await session.Rows.UpdateAsync([stamp], [nameof(SetupStamp.Stamp)], null, cancellation) == 0)
        {
            await session.Rows.InsertAsync([stamp], cancellation);
        }
    }

    /// <summary>
    /// The set-up as it was with the written records as they are stored now: nobody else changes it meanwhile, so that only these have to be read.
    /// </summary>
    private async Task<FinanceSetup> OverlaidAsync(CancellationToken cancellation)
    {
        var after = before with { };
        foreach (var (section, keys) in written)
        {
            if (keys.Count > MostRecords)
            {
                await section.ReadAsync(session.Context, after, cancellation);
                continue;
            }

            foreach (var key in keys)
            {
                section.Overlay(after, key, await section.FindAsync(session.Context, key, cancellation));
            }
        }

        return after;
    }

    private async Task FindLeftOutCompaniesAsync(FinanceSetup after, List<Fault> faults, CancellationToken cancellation)
    {
        foreach (var known in before.Companies)
        {
            var given = after.Companies.FirstOrDefault(company => company.Id == known.Id);
            if (given is null)
            {
                if (await changes.IsInUseAsync(session, known.Id, cancellation))
                {
                    faults.Add(SetupErrors.CompanyInUse.For($"set-up section companies record {known.Id}"));
                }
            }
            else if (
                (given.AccountingCurrency != known.AccountingCurrency || given.ReportingCurrency != known.ReportingCurrency)
                && await changes.Vouchers.AnyAsync(session, known.Id, cancellation)
            )
            {
                faults.Add(SetupErrors.CurrenciesInUse.For($"set-up section companies record {known.Id} field accountingCurrency, reportingCurrency"));
            }
        }
    }

    private async Task FindLostPeriodsAsync(FinanceSetup after, List<Fault> faults, CancellationToken cancellation)
    {
        var kept = after.FiscalPeriods.Select(period => (period.Company, period.From, period.To)).ToHashSet();
        foreach (var period in before.FiscalPeriods.Where(period => !kept.Contains((period.Company, period.From, period.To))))
        {
            var days = await changes.Vouchers.WithinAsync(session, period.Company, period.From, period.To, cancellation);
            if (days.Any(day => !after.FiscalPeriods.Any(other => other.Company == period.Company && other.From <= day && day <= other.To)))
            {
                faults.Add(SetupErrors.PeriodInUse.For($"set-up section fiscalPeriods record {period.Company} {period.From:yyyy-MM-dd}", period.Status));
            }
        }
    }

    private async Task RaiseCountersAsync(IReadOnlyList<NumberSequence> sequences, List<Fault> faults, CancellationToken cancellation)
    {
        var context = session.Context;
        var counters = await context.Set<NumberSequenceCounter>().ToListAsync(cancellation);
        foreach (var sequence in sequences)
        {
            var counter = counters.Find(counter => counter.Reference == sequence.Reference && counter.Company == NumberSequences.CounterOf(sequence.Company));
            if (counter is null)
            {
                context.Add(
                    new NumberSequenceCounter
                    {
                        Company = NumberSequences.CounterOf(sequence.Company),
                        Reference = sequence.Reference,
                        Next = sequence.Next,
                    }
                );
            }
            else if (sequence.Next > counter.Next && sequence.Continuous && IsUsed(counter))
            {
                faults.Add(
                    SetupErrors.NumbersLost.For(
                        $"set-up section numberSequences record {sequence.Company} {sequence.Reference} field next",
                        sequence.Next,
                        counter.Next - 1
                    )
                );
            }
            else
            {
                counter.Next = Math.Max(counter.Next, sequence.Next);
            }
        }
    }

    private bool IsUsed(NumberSequenceCounter counter) =>
        this.before.NumberSequences.FirstOrDefault(sequence =>
            sequence.Reference == counter.Reference && NumberSequences.CounterOf(sequence.Company) == counter.Company
        )
            is not { } before
        || counter.Next > before.Next;
}
