using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// Adds the lines of a proposal: all of them in one transaction, or none. A proposal whose rows are not all there or not ready waits and says for what;
/// a faulty row stops its own proposal only.
/// </summary>
internal sealed class ProposalImport(FinanceDatabase database, TimeProvider clock)
{
    /// <summary>How many lines were added; null where the proposal waits, is faulty or is being imported by somebody else.</summary>
    public async Task<int?> RunAsync(Company company, string proposal, List<Fault> faults, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Import proposal", proposal);
        ProposalAttempt attempt;
        await using (var session = await database.BeginAsync(cancellation))
        {
            if (await FindAsync(session, company, proposal, cancellation) is not { } header)
            {
                step.Done(0);
                return null;
            }

            step.Correlate(header.CorrelationId);
            var setUp = await HeldSetup.OfAsync(session, cancellation);
            attempt = new ProposalAttempt(session, setUp, header, CompanyClock.Today(company, clock));
            if (await attempt.RunAsync(cancellation))
            {
                await session.CommitAsync(cancellation);
                step.Done(attempt.LineCount);
                return attempt.LineCount;
            }
        }

        // What the attempt wrote is rolled back; only why it failed is kept.
        faults.AddRange(attempt.Faults);
        await SayAsync(company, proposal, attempt.Reason, cancellation);
        step.Done(0);
        return null;
    }

    private async Task SayAsync(Company company, string proposal, string reason, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        if (await FindAsync(session, company, proposal, cancellation) is not { } header || header.WaitingReason == reason)
        {
            return;
        }

        header.WaitingReason = reason;
        await session.Rows.UpdateAsync([header], [nameof(header.WaitingReason)], (nameof(header.ProposalStatus), ProposalStatus.Open), cancellation);
        await session.CommitAsync(cancellation);
    }

    private static async Task<InvoiceProposal?> FindAsync(FinanceSession session, Company company, string proposal, CancellationToken cancellation)
    {
        await session.LockAsync("proposal", company.Id, proposal, cancellation);
        await session.LockSharedAsync(AdjustAccounting.Lock, cancellation);
        return await session
            .Query<InvoiceProposal>()
            .SingleOrDefaultAsync(
                header => header.DataAreaId == company.Id && header.InvoiceProposalId == proposal && header.ProposalStatus == ProposalStatus.Open,
                cancellation
            );
    }
}
