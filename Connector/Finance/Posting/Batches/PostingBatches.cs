using System.Text.Json;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>
/// Posts many proposals: side by side, each in a transaction of its own, so that an invoice is never split and one that fails stops no other. What became of
/// each is kept. A batch may be cut off anywhere and run again: what is posted stays posted, once.
/// </summary>
internal sealed class PostingBatches(FinanceDatabase database, PostProposal posting, WorkSchedule schedule, TimeProvider clock, ILogger<PostingBatches> logger)
{
    /// <summary>As many names as a request may bring; more are selected by criteria, or by several batches.</summary>
    private const int MostNames = 5000;

    private const int SideBySide = 4;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] OutcomeColumns =
    [
        nameof(PostingBatchProposal.Outcome),
        nameof(PostingBatchProposal.CustomerInvoiceNumber),
        nameof(PostingBatchProposal.Code),
        nameof(PostingBatchProposal.Text),
    ];

    /// <summary>Makes a batch, or finds the one that was made of the same request, and has it run soon.</summary>
    /// <exception cref="FinanceRefusal">The request cannot be a batch, or its id stands for another one
    /// (<see cref="PostingBatchErrors.OtherRequest"/>).</exception>
    public async Task<PostingBatchState> CreateAsync(PostingBatchRequest request, CancellationToken cancellation)
    {
        var id = request.Id is { } given && given != Guid.Empty ? given : throw PostingBatchErrors.IdMissing.Refusal("posting batch field id");
        var wanted = JsonSerializer.Serialize(request, JsonSerializerOptions.Web);
        Check(request);
        ProductDate.RequireDay(request.InvoiceDate, "posting batch", "invoiceDate");
        await using var session = await database.BeginAsync(cancellation);
        await RequireCompanyAsync(session, request, cancellation);
        var batch = new PostingBatch
        {
            BatchId = id,
            Request = wanted,
            Status = request.Recurring is null ? PostingBatchStatus.Waiting : PostingBatchStatus.Recurring,
        };
        if ((await session.Rows.InsertAsync([batch], cancellation)).Count > 0)
        {
            return await KnownAsync(session, batch, cancellation);
        }

        if (!IsLate(request))
        {
            await session.Rows.InsertAsync(await ProposalSelection.FindAsync(session, id, request, clock, cancellation), cancellation);
        }

        session.AfterCommit(() => Plan(id, request));
        var state = await StateAsync(session.Context, batch, cancellation);
        await session.CommitAsync(cancellation);
        return state;
    }

    private static async Task<PostingBatchState> KnownAsync(FinanceSession session, PostingBatch batch, CancellationToken cancellation)
    {
        var known = await session.Query<PostingBatch>().SingleAsync(row => row.BatchId == batch.BatchId, cancellation);
        return known.Request == batch.Request
            ? await StateAsync(session.Context, known, cancellation)
            : throw PostingBatchErrors.OtherRequest.Refusal($"posting batch {batch.BatchId}");
    }

    /// <exception cref="FinanceRefusal">There is no such batch (<see cref="PostingBatchErrors.UnknownBatch"/>).</exception>
    public async Task<PostingBatchState> StateAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return await StateAsync(context, await FindAsync(context, id, cancellation), cancellation);
    }

    /// <summary>Runs a batch, unless that is being done already: however long it takes, it takes up one worker.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task WorkAsync(Guid id, CancellationToken cancellation)
    {
        await using var alone = await HoldAsync(id, cancellation);
        if (alone is not null && !await IsFinishedAsync(id, cancellation))
        {
            await RunAloneAsync(id, cancellation);
        }
    }

    /// <summary>Runs a batch for somebody who waits for it; after the run that goes on, where there is one.</summary>
    public async Task RunAsync(Guid id, CancellationToken cancellation)
    {
        var alone = await HoldAsync(id, cancellation);
        while (alone is null)
        {
            await Task.Delay(Pause, cancellation);
            alone = await HoldAsync(id, cancellation);
        }

        await using (alone)
        {
            await RunAloneAsync(id, cancellation);
        }
    }

    /// <summary>Takes up what a lost job or an instance that died has left, and plans what recurs.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var batches = await context
            .Set<PostingBatch>()
            .Where(batch => batch.Status == PostingBatchStatus.Waiting || batch.Status == PostingBatchStatus.Recurring)
            .OrderBy(batch => batch.BatchId)
            .ToListAsync(cancellation);
        foreach (var batch in batches)
        {
            Plan(batch.BatchId, RequestOf(batch));
        }
    }

    /// <summary>Ends a batch that recurs, waits or runs: the proposals that are being posted are the last ones.</summary>
    public async Task<PostingBatchState> StopAsync(Guid id, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("posting batch", id.ToString(), cancellation);
        var batch = await FindAsync(session.Context, id, cancellation);
        batch.Status = batch.Status == PostingBatchStatus.Finished ? PostingBatchStatus.Finished : PostingBatchStatus.Stopped;
        await session.Rows.UpdateAsync([batch], [nameof(PostingBatch.Status)], null, cancellation);
        session.AfterCommit(() => schedule.Forget(NameOf(id)));
        var state = await StateAsync(session.Context, batch, cancellation);
        await session.CommitAsync(cancellation);
        return state;
    }

    /// <summary>A batch that is still planned when it has ended is not run again; what was refused is tried again by who asks for it.</summary>
    private async Task<bool> IsFinishedAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return (await FindAsync(context, id, cancellation)).Status == PostingBatchStatus.Finished;
    }

    private Task<IAsyncDisposable?> HoldAsync(Guid id, CancellationToken cancellation) =>
        database.TryHoldAsync("run of posting batch", id.ToString(), cancellation);

    /// <summary>Selects where the selection is late, then posts whatever is not posted yet.</summary>
    private async Task RunAloneAsync(Guid id, CancellationToken cancellation)
    {
        var (batch, request, open) = await SelectAsync(id, cancellation);
        if (batch.Status == PostingBatchStatus.Stopped)
        {
            // It may have been stopped while the schedule could not be reached.
            schedule.Forget(NameOf(id));
            return;
        }

        await Parallel.ForEachAsync(
            open,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation },
            async (proposal, stop) => await PostAsync(proposal, request, stop)
        );
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("posting batch", id.ToString(), cancellation);
        var now = await session.Query<PostingBatch>().SingleAsync(row => row.BatchId == id, cancellation);
        now.Runs++;
        now.Status =
            now.Status == PostingBatchStatus.Waiting && !await IsAnythingLeftAsync(session, id, cancellation) ? PostingBatchStatus.Finished : now.Status;
        await session.Rows.UpdateAsync([now], [nameof(PostingBatch.Runs), nameof(PostingBatch.Status)], null, cancellation);
        await session.CommitAsync(cancellation);
    }

    private async Task<(PostingBatch Batch, PostingBatchRequest Request, List<PostingBatchProposal> Open)> SelectAsync(Guid id, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("posting batch", id.ToString(), cancellation);
        var batch = await FindAsync(session.Context, id, cancellation);
        var request = RequestOf(batch);
        if (IsLate(request))
        {
            await session.Rows.InsertAsync(await ProposalSelection.FindAsync(session, id, request, clock, cancellation), cancellation);
        }

        var open = await session
            .Query<PostingBatchProposal>()
            .Where(row => row.BatchId == id && (row.Outcome == PostingBatchOutcome.Selected || row.Outcome == PostingBatchOutcome.Refused))
            .OrderBy(row => row.DataAreaId)
            .ThenBy(row => row.InvoiceProposalId)
            .ToListAsync(cancellation);
        await session.CommitAsync(cancellation);
        return (batch, request, open);
    }

    private async Task PostAsync(PostingBatchProposal proposal, PostingBatchRequest request, CancellationToken cancellation)
    {
        if (await IsStoppedAsync(proposal.BatchId, cancellation))
        {
            return;
        }

        var outcome = await OutcomeAsync(proposal, request, cancellation);
        await using var session = await database.BeginAsync(cancellation);

        // A run beside this one may have posted it meanwhile: neither a refusal nor a wait replaces that.
        (string, object?)? guard = outcome.Outcome is PostingBatchOutcome.Refused or PostingBatchOutcome.Selected
            ? (nameof(PostingBatchProposal.Outcome), proposal.Outcome)
            : null;
        await session.Rows.UpdateAsync([outcome], OutcomeColumns, guard, cancellation);
        await session.CommitAsync(cancellation);
    }

    private async Task<bool> IsStoppedAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return await context.Set<PostingBatch>().AnyAsync(batch => batch.BatchId == id && batch.Status == PostingBatchStatus.Stopped, cancellation);
    }

    private async Task<PostingBatchProposal> OutcomeAsync(PostingBatchProposal proposal, PostingBatchRequest request, CancellationToken cancellation)
    {
        try
        {
            var result = await posting.PostAsync(proposal.DataAreaId, proposal.InvoiceProposalId, new InvoicePostingRequest(request.InvoiceDate), cancellation);
            return With(proposal, Enum.Parse<PostingBatchOutcome>(result.Outcome), result.CustomerInvoiceNumber, null, null);
        }
        catch (FinanceRefusal refusal)
        {
            var passes = refusal.Status == StatusCodes.Status503ServiceUnavailable;
            return With(proposal, passes ? PostingBatchOutcome.Selected : PostingBatchOutcome.Refused, null, refusal.Fault.Code, refusal.Fault.Text);
        }
        catch (DbUpdateConcurrencyException)
        {
            var overtaken = PostingBatchErrors.Overtaken.Found();
            return With(proposal, PostingBatchOutcome.Selected, null, overtaken.Code, overtaken.Text);
        }
        catch (Exception exception) when (StorageErrors.Of(exception) is { } failure)
        {
            logger.LogWarning(
                exception,
                "{Code}: posting batch {Batch}, proposal {Proposal} failed",
                failure.Code,
                proposal.BatchId,
                proposal.InvoiceProposalId
            );
            var outcome = failure.Kind == ErrorKind.Rule ? PostingBatchOutcome.Refused : PostingBatchOutcome.Selected;
            return With(proposal, outcome, null, failure.Code, failure.Found().Text);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failed = PostingBatchErrors.Failed.Found();
            logger.LogError(exception, "{Code}: posting batch {Batch}, proposal {Proposal} failed", failed.Code, proposal.BatchId, proposal.InvoiceProposalId);
            return With(proposal, PostingBatchOutcome.Refused, null, failed.Code, failed.Text);
        }
    }

    private static Task<bool> IsAnythingLeftAsync(FinanceSession session, Guid id, CancellationToken cancellation) =>
        session.Query<PostingBatchProposal>().AnyAsync(row => row.BatchId == id && row.Outcome == PostingBatchOutcome.Selected, cancellation);

    private void Plan(Guid id, PostingBatchRequest request)
    {
        if (request.Recurring is { } cron)
        {
            schedule.Repeat<PostingBatches>(NameOf(id), batches => batches.WorkAsync(id, CancellationToken.None), cron);
        }
        else
        {
            schedule.Enqueue<PostingBatches>(batches => batches.WorkAsync(id, CancellationToken.None));
        }
    }

    private static void Check(PostingBatchRequest request)
    {
        if (request.Selection is { Proposals: not null } selection && (selection.Contract ?? selection.Customer) is not null)
        {
            throw PostingBatchErrors.NamesAndCriteria.Refusal("posting batch field selection");
        }

        if (request.Selection is { Proposals: { } named } && (request.Company is null || named.Any(string.IsNullOrWhiteSpace)))
        {
            throw PostingBatchErrors.NamesIncomplete.Refusal("posting batch field selection.proposals");
        }

        if (request.Selection?.Proposals is { Count: > MostNames } many)
        {
            throw PostingBatchErrors.TooManyNames.Refusal("posting batch field selection.proposals", many.Count, MostNames);
        }

        if (request.Recurring is { } often && CronInterval.Shortest(often) < ShortestInterval)
        {
            throw PostingBatchErrors.TooOften.Refusal("posting batch field recurring");
        }

        if (request.Recurring is { } cron && !WorkSchedule.IsCron(cron))
        {
            throw PostingBatchErrors.NoCron.Refusal("posting batch field recurring");
        }
    }

    private static async Task RequireCompanyAsync(FinanceSession session, PostingBatchRequest request, CancellationToken cancellation)
    {
        if (request.Company is { } company && (await SetupStore.CatalogAsync(session.Context, cancellation)).Company(company) is null)
        {
            throw SetupErrors.UnknownCompany.Refusal($"company {company}");
        }
    }

    private static async Task<PostingBatch> FindAsync(FinanceContext context, Guid id, CancellationToken cancellation) =>
        await context.Set<PostingBatch>().AsNoTracking().SingleOrDefaultAsync(batch => batch.BatchId == id, cancellation)
        ?? throw PostingBatchErrors.UnknownBatch.Refusal($"posting batch {id}");

    private static async Task<PostingBatchState> StateAsync(FinanceContext context, PostingBatch batch, CancellationToken cancellation)
    {
        var rows = await context
            .Set<PostingBatchProposal>()
            .AsNoTracking()
            .Where(row => row.BatchId == batch.BatchId)
            .OrderBy(row => row.DataAreaId)
            .ThenBy(row => row.InvoiceProposalId)
            .ToListAsync(cancellation);
        return new PostingBatchState(
            batch.BatchId,
            batch.Status.ToString(),
            batch.Runs,
            RequestOf(batch),
            rows.Count(row => row.Outcome is PostingBatchOutcome.Posted or PostingBatchOutcome.NothingToInvoice),
            rows.Count(row => row.Outcome == PostingBatchOutcome.Refused),
            rows.Count(row => row.Outcome == PostingBatchOutcome.Selected),
            rows.ConvertAll(row => new PostingBatchStateProposal(
                row.DataAreaId,
                row.InvoiceProposalId,
                row.Outcome.ToString(),
                row.CustomerInvoiceNumber,
                row.Code,
                row.Text
            ))
        );
    }

    private static PostingBatchProposal With(PostingBatchProposal proposal, PostingBatchOutcome outcome, string? number, string? code, string? text) =>
        new()
        {
            BatchId = proposal.BatchId,
            DataAreaId = proposal.DataAreaId,
            InvoiceProposalId = proposal.InvoiceProposalId,
            Outcome = outcome,
            CustomerInvoiceNumber = number,
            Code = code,
            Text = text,
        };

    private static bool IsLate(PostingBatchRequest request) => request.LateSelection || request.Recurring is not null;

    private static PostingBatchRequest RequestOf(PostingBatch batch) =>
        JsonSerializer.Deserialize<PostingBatchRequest>(batch.Request, JsonSerializerOptions.Web)!;

    private static string NameOf(Guid id) => $"Posting batch {id}";
}
