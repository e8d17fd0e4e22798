using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Takes numbers inside the transaction that uses them, so that a rolled back posting leaves no gap.</summary>
internal static class NumberSequences
{
    /// <summary>Journals need no set-up of their own: they are numbered like this unless set-up says otherwise.</summary>
    private const string DefaultJournalFormat = "PIJ-######";

    /// <summary>Takes the next numbers of a sequence, in order.</summary>
    /// <exception cref="FinanceRefusal">The company has no such sequence (<see cref="SetupErrors.NoNumberSequence"/>).</exception>
    public static async Task<IReadOnlyList<string>> TakeAsync(
        FinanceSession session,
        SetupCatalog setUp,
        string company,
        string reference,
        int count,
        string record,
        CancellationToken cancellation
    )
    {
        var format =
            setUp.NumberSequence(company, reference)?.Format
            ?? (reference == NumberReferences.IntegrationJournal ? DefaultJournalFormat : null)
            ?? throw new FinanceRefusal(SetupErrors.NoNumberSequence.Found(company, reference).At(record, "post again"));
        if (count == 0)
        {
            return [];
        }

        // Held to the commit: the next posting takes its number when this one is in the books or rolled back, so that no gap stays.
        await HoldAsync(session, company, reference, cancellation);
        company = CounterOf(company);
        var counters = session.Context.Set<NumberSequenceCounter>();
        var taken = await counters
            .Where(counter => counter.Company == company && counter.Reference == reference)
            .ExecuteUpdateAsync(update => update.SetProperty(counter => counter.Next, counter => counter.Next + count), cancellation);
        if (taken == 0)
        {
            await session.Rows.InsertAsync(
                [
                    new NumberSequenceCounter
                    {
                        Company = company,
                        Reference = reference,
                        Next = count + 1,
                    },
                ],
                cancellation
            );
        }

        var next = await counters
            .Where(counter => counter.Company == company && counter.Reference == reference)
            .Select(counter => counter.Next)
            .SingleAsync(cancellation);
        return [.. Enumerable.Range(0, count).Select(index => NumberFormat.Apply(format, next - count + index))];
    }

    /// <summary>Lets a sequence go on above a number; it never goes back. The caller holds the lock of the sequence.</summary>
    public static async Task RaiseAsync(FinanceSession session, string company, string reference, long highest, CancellationToken cancellation)
    {
        company = CounterOf(company);
        var counters = session.Context.Set<NumberSequenceCounter>().Where(counter => counter.Company == company && counter.Reference == reference);
        if (!await counters.AnyAsync(cancellation))
        {
            await session.Rows.InsertAsync(
                [
                    new NumberSequenceCounter
                    {
                        Company = company,
                        Reference = reference,
                        Next = highest + 1,
                    },
                ],
                cancellation
            );
        }

        await counters
            .Where(counter => counter.Next <= highest)
            .ExecuteUpdateAsync(update => update.SetProperty(counter => counter.Next, highest + 1), cancellation);
    }

    /// <summary>The number that was taken last from a sequence; null before the first.</summary>
    public static async Task<string?> LastAsync(FinanceContext context, NumberSequence sequence, CancellationToken cancellation)
    {
        var company = CounterOf(sequence.Company);
        var next = await context
            .Set<NumberSequenceCounter>()
            .Where(counter => counter.Company == company && counter.Reference == sequence.Reference)
            .Select(counter => (long?)counter.Next)
            .SingleOrDefaultAsync(cancellation);
        return next is > 1 and var number ? NumberFormat.Apply(sequence.Format, number - 1) : null;
    }

    /// <summary>Holds a sequence to the commit, so that nobody takes a number meanwhile.</summary>
    public static Task HoldAsync(FinanceSession session, string company, string reference, CancellationToken cancellation) =>
        session.LockAsync("number sequence", company, reference, cancellation);

    /// <summary>The company as counters name it, so that another spelling in the set-up never starts a sequence again.</summary>
    public static string CounterOf(string company) => company.ToUpperInvariant();

    /// <summary>A number that the books hold already, because two sequences share a format or a format was changed back.</summary>
    public static FinanceRefusal TakenBefore(string company, string reference, string number, string record) =>
        SetupErrors.NumberTaken.Refusal(record, number, reference, company);
}
