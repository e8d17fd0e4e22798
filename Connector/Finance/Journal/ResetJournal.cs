using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Makes a journal a draft again whose lines could not be posted, or whose posting was cut off: who posts holds its lock, so the run that left it in process
/// has ended. A draft stays as it is.
/// </summary>
internal sealed class ResetJournal(FinanceDatabase database)
{
    /// <exception cref="FinanceRefusal">The journal is unknown (<see cref="JournalErrors.UnknownInCompany"/>), or has nothing that can be posted
    /// (<see cref="JournalErrors.ResetOfPosted"/>, <see cref="JournalErrors.ResetOfHopeless"/>).</exception>
    public async Task<JournalResetResult> ResetAsync(string company, string journal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("journal", company, journal, cancellation);
        var found =
            await session.Query<IntegrationJournal>().SingleOrDefaultAsync(row => row.DataAreaId == company && row.JournalId == journal, cancellation)
            ?? throw JournalErrors.UnknownInCompany.Refusal($"journal {journal}", company);
        var status = found.Status;
        if (status is JournalStatus.Posted or JournalStatus.Unrecoverable)
        {
            throw (status == JournalStatus.Posted ? JournalErrors.ResetOfPosted : JournalErrors.ResetOfHopeless).Refusal($"journal {journal}");
        }

        if (status != JournalStatus.Draft)
        {
            status = (await JournalClaim.ToDraftAsync(session, company, journal, status, cancellation))!.Value;
            await session.CommitAsync(cancellation);
        }

        return new JournalResetResult(company.ToUpperInvariant(), journal, status.ToString());
    }
}
