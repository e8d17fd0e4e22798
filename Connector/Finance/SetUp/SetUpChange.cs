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
internal sealed class SetUpChange
{
    private const string Check = "set-up";

    private readonly FinanceSession _session;
    private readonly FinanceSetUp _before;

    private SetUpChange(FinanceSession session, FinanceSetUp before)
    {
        _session = session;
        _before = before;
    }

    /// <summary>Begins a change, or goes on with the one that the transaction holds already. To be called before each write.</summary>
    public static async Task BeginAsync(FinanceSession session, CancellationToken cancellation)
    {
        await session.LockAsync(HeldSetUp.Lock, cancellation);
        await StampAsync(session, cancellation);
        if (!session.WillCheck(Check))
        {
            var change = new SetUpChange(session, await SetUpStore.ReadAsync(session.Context, cancellation));
            session.BeforeCommit(Check, change.RequireAsync);
        }
    }

    private static async Task StampAsync(FinanceSession session, CancellationToken cancellation)
    {
        var stamp = new SetUpStamp { Stamp = Guid.NewGuid() };
        if (await session.Rows.UpdateAsync([stamp], [nameof(SetUpStamp.Stamp)], null, cancellation) == 0)
        {
            await session.Rows.InsertAsync([stamp], cancellation);
        }
    }

    private async Task RequireAsync(CancellationToken cancellation)
    {
        var after = await SetUpStore.ReadAsync(_session.Context, cancellation);
        var faults = SetUpChecks.Faults(after);
        await FindLeftOutCompaniesAsync(after, faults, cancellation);
        await FindLostPeriodsAsync(after, faults, cancellation);
        await RaiseCountersAsync(after.NumberSequences, faults, cancellation);
        if (faults.Count > 0)
        {
            throw new SetUpRefusal(faults);
        }

        await DraftRates.ReRateAsync(_session, _before, after, cancellation);
    }

    private async Task FindLeftOutCompaniesAsync(FinanceSetUp after, List<FinanceMessage> faults, CancellationToken cancellation)
    {
        foreach (var known in _before.Companies)
        {
            var given = after.Companies.FirstOrDefault(company => string.Equals(company.Id, known.Id, StringComparison.OrdinalIgnoreCase));
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
        var kept = after.FiscalPeriods.Select(period => (Upper(period.Company), period.From, period.To)).ToHashSet();
        foreach (var period in _before.FiscalPeriods.Where(period => !kept.Contains((Upper(period.Company), period.From, period.To))))
        {
            var company = await SetUpStore.SpelledAsync(_session.Context, period.Company, cancellation);
            var days = await _session.Query<LedgerVoucher>().Where(voucher => voucher.DataAreaId == company && voucher.AccountingDate >= period.From && voucher.AccountingDate <= period.To)
                .Select(voucher => voucher.AccountingDate).Distinct().ToListAsync(cancellation);
            if (days.Exists(day => !after.FiscalPeriods.Any(other => Upper(other.Company) == Upper(period.Company) && other.From <= day && day <= other.To)))
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

    private static string Upper(string text) => text.ToUpperInvariant();
}
