using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Makes a journal a draft again whose lines could not be posted, or whose posting was cut off: who posts holds its lock, so the run that left it in process
/// has ended. A draft stays as it is.
/// </summary>
internal sealed class ResetJournal(FinanceDatabase database)
{
    /// <exception cref="FinanceRefusal">The journal is unknown (PINV4101) or has nothing that can be posted (PINV4106).</exception>
    public async Task<JournalResetResult> ResetAsync(string company, string journal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("journal", company, journal, cancellation);
        var found =
            await session.Query<IntegrationJournal>().SingleOrDefaultAsync(row => row.DataAreaId == company && row.JournalId == journal, cancellation)
            ?? throw new FinanceRefusal(
                "PINV4101",
                $"journal {journal}",
                $"Company {company} has no such journal. Correct the request.",
                StatusCodes.Status404NotFound
            );
        var status = found.Status;
        if (status is JournalStatus.Posted or JournalStatus.Unrecoverable)
        {
            throw new FinanceRefusal(
                "PINV4106",
                $"journal {journal}",
                status == JournalStatus.Posted
                    ? "The journal is posted and cannot be reset. Correct what is wrong with a reversal."
                    : "What its lines follow can never be posted. Delete the lines, and correct their rows where they were made.",
                StatusCodes.Status409Conflict
            );
        }

        if (status != JournalStatus.Draft)
        {
            status = (await JournalClaim.ToDraftAsync(session, company, journal, status, cancellation))!.Value;
            await session.CommitAsync(cancellation);
        }

        return new JournalResetResult(company.ToUpperInvariant(), journal, status.ToString());
    }
}
