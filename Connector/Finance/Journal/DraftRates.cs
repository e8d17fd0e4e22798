using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Gives journal lines that are not posted the rates of a changed set-up: a new, changed or removed fixed rate agreement, or daily rates (domain rules, section
/// 7). A posted line keeps its rate for ever. Proposals hold no rates: they are priced when they are posted.
/// </summary>
internal sealed class DraftRates : ISetupFollower
{
    private static readonly JournalStatus[] Rated = [JournalStatus.Draft, JournalStatus.Error];

    public async Task FollowAsync(FinanceSession session, FinanceSetup before, FinanceSetup after, CancellationToken cancellation)
    {
        if (before.FixedRateAgreements.SequenceEqual(after.FixedRateAgreements) && before.ExchangeRates.SequenceEqual(after.ExchangeRates))
        {
            return;
        }

        var setUp = new SetupCatalog(after);
        var journals = await session
            .Query<IntegrationJournalLine>()
            .Where(line => EF.Parameter(Rated).Contains(line.Status))
            .Select(line => new { line.DataAreaId, line.JournalId })
            .Distinct()
            .ToListAsync(cancellation);
        foreach (
            var journal in journals.OrderBy(journal => journal.DataAreaId, StringComparer.Ordinal).ThenBy(journal => journal.JournalId, StringComparer.Ordinal)
        )
        {
            if (setUp.Company(journal.DataAreaId) is { } company)
            {
                await ReRateAsync(session, new LineAmounts(setUp, new CompanyBooks(setUp, company)), journal.DataAreaId, journal.JournalId, cancellation);
            }
        }
    }

    private static async Task ReRateAsync(FinanceSession session, LineAmounts amounts, string company, string journal, CancellationToken cancellation)
    {
        var lines = await session
            .Query<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company && line.JournalId == journal && EF.Parameter(Rated).Contains(line.Status))
            .OrderBy(line => line.LineNumber)
            .ToListAsync(cancellation);
        var changed = new List<IntegrationJournalLine>();
        foreach (var line in lines)
        {
            var rates = (line.ExchangeRate, line.ReportingRate);

            // What has no rate any more keeps the old one on show; posting asks again and says what is missing.
            amounts.Compute(line, []);
            if (rates != (line.ExchangeRate, line.ReportingRate))
            {
                changed.Add(line);
            }
        }

        foreach (var status in Rated)
        {
            await session.Rows.UpdateAsync(
                changed.Where(line => line.Status == status),
                LineAmounts.Columns,
                (nameof(IntegrationJournalLine.Status), status),
                cancellation
            );
        }
    }
}
