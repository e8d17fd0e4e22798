using Finance.Journal;
using Finance.Ledger;
using Finance.Proposals;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>
/// A change of the set-up inside one transaction, of one record or of all. Whatever was written: before the transaction commits, the set-up as a whole
/// must hold, and keep what the books stand on; else all of it is refused with every fault.
/// </summary>
internal sealed class SetUpChange : ICommitCheck
{
    /// <summary>With more changed records than these a section is read again as a whole.</summary>
    private const int MostRecords = 100;

    private readonly FinanceSession _session;
    private readonly FinanceSetUp _before;
    private readonly Guid _stamp = Guid.NewGuid();
    private readonly Dictionary<SetUpSection, List<object[]>> _written = [];
    private bool _isWhole;
    private FinanceSetUp? _after;

    private SetUpChange(FinanceSession session, FinanceSetUp before)
    {
        _session = session;
        _before = before;
    }

    /// <summary>Begins a change, or goes on with the one that the transaction holds already. To be called before each write, which has to be told afterwards.</summary>
    public static async Task<SetUpChange> BeginAsync(FinanceSession session, CancellationToken cancellation)
    {
        if (session.CheckOf<SetUpChange>() is { } begun)
        {
            return begun;
        }

        await session.LockAsync(HeldSetUp.Lock, cancellation);
        var change = new SetUpChange(session, await SetUpStore.HeldAsync(session.Context, cancellation));
        await change.StampAsync(cancellation);
        session.BeforeCommit(change);
        session.AfterCommit(() => SetUpStore.Keep(change._stamp, change._after!));
        return change;
    }

    /// <summary>Tells that a record was added, changed or removed.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="key">The values of its key, in the order of the section's keys.</param>
    public void Wrote(SetUpSection section, object[] key)
    {
        if (!_written.TryGetValue(section, out var keys))
        {
            _written[section] = keys = [];
        }

        keys.Add(key);
    }

    /// <summary>Tells that every section was replaced.</summary>
    public void WroteEverything() => _isWhole = true;

    public async Task RequireAsync(CancellationToken cancellation)
    {
        var after = _isWhole ? await SetUpStore.ReadAsync(_session.Context, cancellation) : await OverlaidAsync(cancellation);
        var faults = SetUpChecks.Faults(after);
        await FindLeftOutCompaniesAsync(after, faults, cancellation);
        await FindLostPeriodsAsync(after, faults, cancellation);
        await RaiseCountersAsync(after.NumberSequences, faults, cancellation);
        if (faults.Count > 0)
        {
            throw new SetUpRefusal(faults);
        }

        await DraftRates.ReRateAsync(_session, _before, after, cancellation);
        _after = after;
    }

    private async Task StampAsync(CancellationToken cancellation)
    {
        var stamp = new SetUpStamp { Stamp = _stamp };
        if (await _session.Rows.UpdateAsync([stamp], [nameof(SetUpStamp.Stamp)], null, cancellation) == 0)
        {
            await _session.Rows.InsertAsync([stamp], cancellation);
        }
    }

    /// <summary>The set-up as it was with the written records as they are stored now: nobody else changes it meanwhile, so that only these have to be read.</summary>
    private async Task<FinanceSetUp> OverlaidAsync(CancellationToken cancellation)
    {
        var after = _before with { };
        foreach (var (section, keys) in _written)
        {
            if (keys.Count > MostRecords)
            {
                await section.ReadAsync(_session.Context, after, cancellation);
                continue;
            }

            foreach (var key in keys)
            {
                section.Overlay(after, key, await section.FindAsync(_session.Context, key, cancellation));
            }
        }

        return after;
    }

    private async Task FindLeftOutCompaniesAsync(FinanceSetUp after, List<FinanceMessage> faults, CancellationToken cancellation)
    {
        foreach (var known in _before.Companies)
        {
            var given = after.Companies.FirstOrDefault(company => company.Id == known.Id);
            if (given is null)
            {
                if (await _session.Query<ActualsImport>().AnyAsync(row => row.DataAreaId == known.Id, cancellation) || await _session.Query<InvoiceProposal>().AnyAsync(row => row.DataAreaId == known.Id, cancellation))
                {
                    faults.Add(new("PINV4309", $"set-up section companies record {known.Id}", "The company has transactions and cannot be left out. Keep it, then send the set-up again."));
                }
            }
            else if ((given.AccountingCurrency != known.AccountingCurrency || given.ReportingCurrency != known.ReportingCurrency)
                && await _session.Query<LedgerVoucher>().AnyAsync(voucher => voucher.DataAreaId == known.Id, cancellation))
            {
                faults.Add(new("PINV4309", $"set-up section companies record {known.Id} field accountingCurrency, reportingCurrency", "The company has posted vouchers in its currencies. Keep them, then send the set-up again."));
            }
        }
    }

    private async Task FindLostPeriodsAsync(FinanceSetUp after, List<FinanceMessage> faults, CancellationToken cancellation)
    {
        var kept = after.FiscalPeriods.Select(period => (period.Company, period.From, period.To)).ToHashSet();
        foreach (var period in _before.FiscalPeriods.Where(period => !kept.Contains((period.Company, period.From, period.To))))
        {
            var days = await _session.Query<LedgerVoucher>().Where(voucher => voucher.DataAreaId == period.Company && voucher.AccountingDate >= period.From && voucher.AccountingDate <= period.To)
                .Select(voucher => voucher.AccountingDate).Distinct().ToListAsync(cancellation);
            if (days.Exists(day => !after.FiscalPeriods.Any(other => other.Company == period.Company && other.From <= day && day <= other.To)))
            {
                faults.Add(new("PINV4310", $"set-up section fiscalPeriods record {period.Company} {period.From:yyyy-MM-dd}", $"The {period.Status} period holds vouchers whose days would be in no period any more. Keep the period, then send the set-up again."));
            }
        }
    }

    private async Task RaiseCountersAsync(IReadOnlyList<NumberSequence> sequences, List<FinanceMessage> faults, CancellationToken cancellation)
    {
        var context = _session.Context;
        var counters = await context.Set<NumberSequenceCounter>().ToListAsync(cancellation);
        foreach (var sequence in sequences)
        {
            var counter = counters.Find(counter => counter.Reference == sequence.Reference && counter.Company == NumberSequences.CounterOf(sequence.Company));
            if (counter is null)
            {
                context.Add(new NumberSequenceCounter { Company = NumberSequences.CounterOf(sequence.Company), Reference = sequence.Reference, Next = sequence.Next });
            }
            else if (sequence.Next > counter.Next && sequence.Continuous && IsUsed(counter))
            {
                faults.Add(new("PINV4315", $"set-up section numberSequences record {sequence.Company} {sequence.Reference} field next", $"The sequence is continuous and in use: {sequence.Next} after {counter.Next - 1} would leave a gap. Leave next as it is."));
            }
            else
            {
                counter.Next = Math.Max(counter.Next, sequence.Next);
            }
        }
    }

    private bool IsUsed(NumberSequenceCounter counter) =>
        _before.NumberSequences.FirstOrDefault(sequence => sequence.Reference == counter.Reference && NumberSequences.CounterOf(sequence.Company) == counter.Company) is not { } before || counter.Next > before.Next;
}
