using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Withdrawal;

/// <summary>
/// Takes an invoice back that nothing is posted of: proposal, lines, draft journal lines, staged rows and their connections, in one transaction, as if it had
/// never been sent. Its locks are those of import and posting, so that either comes before it or finds nothing. Repeated, it changes nothing.
/// </summary>
internal sealed class WithdrawInvoice(FinanceDatabase database)
{
    private const int IdsAQuery = 500;

    /// <exception cref="FinanceRefusal">The invoice or a row of it is posted; the request is not complete
    /// (<see cref="WithdrawalErrors.Incomplete"/>).</exception>
    public async Task<WithdrawnInvoice> RunAsync(InvoiceWithdrawal request, CancellationToken cancellation)
    {
        var (company, proposal, ids) = Read(request);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("import", company, cancellation);
        await session.LockAsync("proposal", company, proposal, cancellation);
        var header = await session
            .Query<InvoiceProposal>()
            .SingleOrDefaultAsync(row => row.DataAreaId == company && row.InvoiceProposalId == proposal, cancellation);
        RequireNotPosted(header);
        var pages = await PagesAsync(session, company, proposal, ids, cancellation);
        await LockJournalsAsync(session, company, pages, cancellation);
        foreach (var page in pages)
        {
            await RequireNotPostedAsync(session, proposal, page, cancellation);
        }

        var takenBack = header is null ? 0 : await TakeBackProposalAsync(session, header, cancellation);
        foreach (var page in pages)
        {
            takenBack += await TakeBackAsync(session, page, cancellation);
        }

        var standing = await StandingAsync(session, company, proposal, pages, cancellation);
        await session.CommitAsync(cancellation);
        return new WithdrawnInvoice(company, proposal, ids.Count, takenBack, standing);
    }

    private static (string Company, string Proposal, IReadOnlyList<Guid> Ids) Read(InvoiceWithdrawal request) =>
        request is { DataAreaId.Length: > 0, InvoiceProposalId.Length: > 0, ActualIds: { } ids }
            ? (request.DataAreaId.ToUpperInvariant(), request.InvoiceProposalId, ids)
            : throw WithdrawalErrors.Incomplete.Refusal(request.InvoiceProposalId ?? "withdrawal");

    private static void RequireNotPosted(InvoiceProposal? header)
    {
        if (header is { ProposalStatus: ProposalStatus.Posted or ProposalStatus.NothingToInvoice })
        {
            throw header.ProjInvoiceId is { } number
                ? WithdrawalErrors.Posted.Refusal(header.InvoiceProposalId, number)
                : WithdrawalErrors.NothingToInvoice.Refusal(header.InvoiceProposalId);
        }
    }

    // Billed sales that name the proposal belong to it whether they were named or not: nothing of it may stay.
    private static async Task<List<Guid[]>> PagesAsync(
        FinanceSession session,
        string company,
        string proposal,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellation
    )
    {
        var billed = await session
            .Query<ActualsImport>()
            .Where(row => row.DataAreaId == company && row.InvoiceProposalId == proposal && row.TransactionType == ProjCDSTransType.BilledSales)
            .Select(row => row.ActualId)
            .ToListAsync(cancellation);
        return [.. ids.Union(billed).Order().Chunk(IdsAQuery)];
    }

    // In the order of their numbers, so that two withdrawals never wait for each other.
    private static async Task LockJournalsAsync(FinanceSession session, string company, List<Guid[]> pages, CancellationToken cancellation)
    {
        var journals = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            journals.UnionWith(await JournalsAsync(session, page, cancellation));
        }

        foreach (var journal in journals)
        {
            await session.LockAsync("journal", company, journal, cancellation);
        }
    }

    private static Task<List<string>> JournalsAsync(FinanceSession session, Guid[] page, CancellationToken cancellation) =>
        session
            .Query<IntegrationJournalLine>()
            .Where(line => EF.Parameter(page).Contains(line.ActualId))
            .Select(line => line.JournalId)
            .Distinct()
            .ToListAsync(cancellation);

    private static async Task RequireNotPostedAsync(FinanceSession session, string proposal, Guid[] page, CancellationToken cancellation)
    {
        var posted = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(page).Contains(row.ActualId) && row.ImportStatus == ImportStatus.Posted)
            .OrderBy(row => row.ActualId)
            .Select(row => new { row.ActualId, row.VoucherNumber })
            .FirstOrDefaultAsync(cancellation);
        if (posted is not null)
        {
            throw WithdrawalErrors.PostedRow.Refusal(proposal, posted.ActualId, posted.VoucherNumber);
        }
    }

    private static async Task<int> TakeBackProposalAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        await session
            .Context.Set<ProposalLine>()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId)
            .ExecuteDeleteAsync(cancellation);
        await OnAccountTransactions.ReleaseAsync(session, header, cancellation);
        return await session
            .Context.Set<InvoiceProposal>()
            .Where(row => row.DataAreaId == header.DataAreaId && row.InvoiceProposalId == header.InvoiceProposalId)
            .ExecuteDeleteAsync(cancellation);
    }

    private static async Task<int> TakeBackAsync(FinanceSession session, Guid[] page, CancellationToken cancellation)
    {
        var lines = session.Context.Set<IntegrationJournalLine>().Where(line => EF.Parameter(page).Contains(line.ActualId));
        var journals = await lines.Select(line => new { line.DataAreaId, line.JournalId }).Distinct().ToListAsync(cancellation);
        await lines.ExecuteDeleteAsync(cancellation);
        foreach (var journal in journals)
        {
            await JournalState.WriteAsync(session, journal.DataAreaId, journal.JournalId, cancellation);
        }

        // Made by the import for a billed sales; one of a milestone that was sent names none.
        await session
            .Context.Set<OnAccountTransaction>()
            .Where(row => row.ActualId != null && EF.Parameter(page).Contains(row.ActualId.Value))
            .ExecuteDeleteAsync(cancellation);
        await session
            .Context.Set<TransactionRelationship>()
            .Where(row => EF.Parameter(page).Contains(row.Transaction1Id) || EF.Parameter(page).Contains(row.Transaction2Id))
            .ExecuteDeleteAsync(cancellation);
        return await session.Context.Set<ActualsImport>().Where(row => EF.Parameter(page).Contains(row.ActualId)).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<int> StandingAsync(FinanceSession session, string company, string proposal, List<Guid[]> pages, CancellationToken cancellation)
    {
        var standing =
            await session.Query<InvoiceProposal>().CountAsync(row => row.DataAreaId == company && row.InvoiceProposalId == proposal, cancellation)
            + await session.Query<ProposalLine>().CountAsync(row => row.DataAreaId == company && row.InvoiceProposalId == proposal, cancellation);
        foreach (var page in pages)
        {
            standing +=
                await session.Query<ActualsImport>().CountAsync(row => EF.Parameter(page).Contains(row.ActualId), cancellation)
                + await session.Query<IntegrationJournalLine>().CountAsync(line => EF.Parameter(page).Contains(line.ActualId), cancellation);
        }

        return standing;
    }
}
