using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>Makes the line of an invoice of what the three sides know of it. Pure.</summary>
/// <param name="stored">What the connector knows.</param>
/// <param name="told">What Dataverse tells; null where it has no such invoice, or does not answer.</param>
/// <param name="dataverseFailure">Why Dataverse does not answer; null where it does.</param>
/// <param name="finance">What finance tells.</param>
/// <param name="readOn">Since when all maps that follow changes have read and delivered everything; null where one has not yet.</param>
internal sealed class InvoiceSteps(StoredInvoice stored, ToldInvoice? told, Fault? dataverseFailure, FinanceView finance, DateTime? readOn)
{
    private const string ByItself = "Nothing: it goes on by itself";
    private const string UnknownHere = "unknown to this finance system";

    private readonly InboxMessage? message = stored.Message;
    private readonly ProposalProgress? proposal = finance.Proposal(stored.Message?.InvoiceNumber ?? told?.Number, stored.Message?.CorrelationId);
    private readonly PostingProgress? posting = finance.Posting(stored.Message?.InvoiceNumber ?? told?.Number, stored.Message?.CorrelationId);

    private bool IsWithdrawal => message?.MessageType == MessageReader.InvoiceWithdrawn;

    private bool HasPosting => stored.Parts.Count > 0;

    /// <summary>The line.</summary>
    public InvoiceLine Line()
    {
        IReadOnlyList<InvoiceStep> steps = IsWithdrawal ? Withdrawal() : Steps();
        var current =
            steps.FirstOrDefault(step => step.State == StepState.Failed) ?? steps.FirstOrDefault(step => step.State == StepState.Waiting) ?? steps[^1];
        return new InvoiceLine(
            message?.InvoiceNumber ?? told?.Number,
            told?.Customer,
            stored.InvoiceId,
            message?.CorrelationId,
            current.State switch
            {
                StepState.Failed => InvoiceState.Failed,
                StepState.Waiting => InvoiceState.Waiting,
                _ => InvoiceState.Done,
            },
            current.Step,
            Utc(told?.ConfirmedOn ?? message?.StoredOn ?? current.Since),
            steps
        )
        {
            WaitsFor = current.WaitsFor,
            NextTry = current.NextTry,
            Code = current.Code,
            WhatToDo = current.WhatToDo,
        };
    }

    private List<InvoiceStep> Steps()
    {
        var steps = new List<InvoiceStep>();
        foreach (var make in new Func<InvoiceStep>[] { Confirmed, Message, Header, Rows, Import, Journal, Ready, Posted, Callback, Recorded })
        {
            var step = make();
            var before = steps.Count == 0 ? null : steps[^1];

            // What waits here does so since the step before was done.
            steps.Add(
                step is { State: StepState.Waiting or StepState.Failed, Since: null } ? step with { Since = before?.DoneOn ?? Utc(message?.StoredOn) } : step
            );
        }

        return steps;
    }

    // A withdrawal is one message: what was done before is taken back.
    private InvoiceStep[] Withdrawal() =>
        [
            message!.State == WorkState.Done
                ? new InvoiceStep(Step.Message, StepState.Done) { DoneOn = Utc(message.DoneOn), WaitsFor = "it was withdrawn" }
                : Work(Step.Message, message, "its withdrawal from finance", $"retry --id {message.Id:D}"),
        ];

    private InvoiceStep Confirmed()
    {
        if (message is not null || told?.MessageStatus is not null)
        {
            return new InvoiceStep(Step.Confirmed, StepState.Done) { DoneOn = Utc(told?.ConfirmedOn) };
        }

        if (told is null)
        {
            return dataverseFailure is not null
                ? Away(Step.Confirmed, dataverseFailure)
                : Failing(Step.Confirmed, stored.Rows.FirstOrDefault(rows => rows.IsFailed));
        }

        return told.IsConfirmed
            ? new InvoiceStep(Step.Confirmed, StepState.Done)
            : new InvoiceStep(Step.Confirmed, StepState.Waiting)
            {
                WaitsFor = "its confirmation in Dataverse",
                Since = Utc(stored.Rows.Select(rows => (DateTime?)rows.Since).Min()),
                WhatToDo = "Confirm it; where it is being confirmed: nothing",
            };
    }

    private InvoiceStep Message() =>
        message is not null ? new InvoiceStep(Step.Message, StepState.Done) { DoneOn = Utc(message.StoredOn) }
        : told?.MessageStatus is null ? new InvoiceStep(Step.Message, StepState.NotYet)
        : new InvoiceStep(Step.Message, StepState.Waiting)
        {
            WaitsFor = told.MessageError is { Length: > 0 } error ? $"the connector takes its message ({error})" : "the connector takes its message",
            WhatToDo = "Nothing: the next poll takes it; where it stays, look at the errors of kind poll of the status",
        };

    private InvoiceStep Header() =>
        message is null ? new InvoiceStep(Step.Header, StepState.NotYet)
        : message.State == WorkState.Done ? new InvoiceStep(Step.Header, StepState.Done) { DoneOn = Utc(message.DoneOn) }
        : Work(Step.Header, message, "finance takes its header", $"retry --id {message.Id:D}");

    private InvoiceStep Rows()
    {
        if (stored.Rows.FirstOrDefault(rows => rows.IsFailed) is { } failed)
        {
            return Failing(Step.Rows, failed);
        }

        if (stored.Rows.Count > 0)
        {
            var first = stored.Rows.OrderByDescending(rows => rows.ErrorCode is not null).ThenBy(rows => rows.Since).First();
            return new InvoiceStep(Step.Rows, StepState.Waiting)
            {
                WaitsFor =
                    first.ErrorCode is not null ? $"{first.ErrorRecord}: {first.ErrorText}"
                    : first.State == WorkState.Held ? $"{first.Count} rows wait for {first.HeldTable}"
                    : $"finance takes {stored.Rows.Sum(rows => rows.Count)} rows",
                Since = Utc(stored.Rows.Min(rows => rows.Since)),
                Code = first.ErrorCode,
                WhatToDo = ByItself,
            };
        }

        if (message is null)
        {
            return new InvoiceStep(Step.Rows, StepState.NotYet);
        }

        return HasPosting || proposal is { Stage: not ProposalStage.Open } || (!message.RowsAgain && readOn > message.StoredOn)
            ? new InvoiceStep(Step.Rows, StepState.Done)
            : new InvoiceStep(Step.Rows, StepState.Waiting) { WaitsFor = "the connector reads the changes of Dataverse", WhatToDo = ByItself };
    }

    private InvoiceStep Import()
    {
        if (HasPosting || proposal is { Stage: not ProposalStage.Open })
        {
            return new InvoiceStep(Step.Import, StepState.Done);
        }

        if (message is not { State: WorkState.Done })
        {
            return new InvoiceStep(Step.Import, StepState.NotYet);
        }

        if (finance.Proposals is null)
        {
            return finance.Failure is { } failure ? Away(Step.Import, failure) : new InvoiceStep(Step.Import, StepState.Unknown) { WaitsFor = UnknownHere };
        }

        return proposal is null
            ? new InvoiceStep(Step.Import, StepState.Waiting)
            {
                WaitsFor = "finance does not have the proposal that it took",
                WhatToDo = "Where finance was restored, see After a restore; else: reconcile",
            }
            : new InvoiceStep(Step.Import, StepState.Waiting)
            {
                WaitsFor = proposal.Reason ?? "the import in finance",
                WhatToDo = proposal.Reason is null
                    ? "Run the import in finance, or wait for its schedule"
                    : "As it says, in finance; then run the import there",
            };
    }

    // What an invoice bills has to be posted before its proposal has its lines: until then finance says so as what the import waits for.
    private InvoiceStep Journal() => InFinance(Step.Journal, ProposalStage.Ready);

    private InvoiceStep Ready() => InFinance(Step.Ready, ProposalStage.Ready);

    private InvoiceStep Posted() =>
        stored.Lost is { } lost ? Lost(lost)
        : proposal is { Stage: ProposalStage.Ready } && !HasPosting
            ? new InvoiceStep(Step.Posted, StepState.Waiting)
            {
                WaitsFor = "somebody posts it in finance",
                WhatToDo = "Review and post the proposal in finance",
            }
        : InFinance(Step.Posted, ProposalStage.Posted) with { DoneOn = Utc(posting?.PostedOn) };

    private InvoiceStep Callback()
    {
        if (LastEvent() is { Count: > 0 } parts)
        {
            return parts.Count >= parts[0].Parts
                ? new InvoiceStep(Step.Callback, StepState.Done) { DoneOn = Utc(parts.Max(part => part.StoredOn)) }
                : Untold($"{parts[0].Parts - parts.Count} of {parts[0].Parts} parts of the posting");
        }

        return proposal is { Stage: ProposalStage.Posted } ? Untold("finance tells of the posting") : new InvoiceStep(Step.Callback, StepState.NotYet);
    }

    private InvoiceStep Recorded()
    {
        var parts = LastEvent();
        if (parts.Count == 0)
        {
            return new InvoiceStep(Step.Recorded, StepState.NotYet);
        }

        if (parts.Count >= parts[0].Parts && parts.TrueForAll(part => part.State == WorkState.Done))
        {
            return new InvoiceStep(Step.Recorded, StepState.Done) { DoneOn = Utc(parts.Max(part => part.DoneOn)) };
        }

        var open = parts
            .Where(part => part.State != WorkState.Done)
            .OrderByDescending(part => part.ErrorCode is not null)
            .ThenBy(part => part.Part)
            .FirstOrDefault();
        return new InvoiceStep(Step.Recorded, open?.State == WorkState.Failed ? StepState.Failed : StepState.Waiting)
        {
            WaitsFor = open?.ErrorCode is null ? "Dataverse takes the posting" : $"{open.ErrorRecord}: {open.ErrorText}",
            Since = Utc(open?.StoredOn ?? parts.Max(part => part.StoredOn)),
            NextTry = Utc(open?.NotBefore),
            Code = open?.ErrorCode,
            WhatToDo = open?.State == WorkState.Failed ? $"As it says; then: retry --id {open.EventId:D}" : ByItself,
        };
    }

    private InvoiceStep Untold(string what) =>
        new(Step.Callback, StepState.Waiting)
        {
            WaitsFor = posting?.LastError is { } error ? $"{what}; the last attempt of finance: {error}" : what,
            Since = Utc(posting?.PostedOn),
            NextTry = Utc(posting?.NextAttempt),
            WhatToDo = $"{ByItself}; resend has finance tell it at once",
        };

    private InvoiceStep InFinance(Step step, ProposalStage stage) =>
        HasPosting || proposal?.Stage >= stage ? new InvoiceStep(step, StepState.Done)
        : finance.Proposals is null && finance.Failure is null && message is { State: WorkState.Done }
            ? new InvoiceStep(step, StepState.Unknown) { WaitsFor = UnknownHere }
        : new InvoiceStep(step, StepState.NotYet);

    private static InvoiceStep Lost(LostInvoice lost)
    {
        var fault = Postings.LostInvoices.Fault(lost);
        return new InvoiceStep(Step.Posted, StepState.Failed)
        {
            WaitsFor = fault.Cause,
            Code = fault.Code,
            Since = Utc(lost.FoundOn),
            WhatToDo = fault.Remedy,
        };
    }

    private static InvoiceStep Away(Step step, Fault failure) =>
        new(step, StepState.Unknown)
        {
            WaitsFor = failure.Cause,
            Code = failure.Code,
            WhatToDo = failure.Remedy,
        };

    private static InvoiceStep Failing(Step step, StoredRows? rows) =>
        new(step, rows is null ? StepState.Unknown : StepState.Failed)
        {
            WaitsFor = rows is null ? null : $"{rows.ErrorRecord}: {rows.ErrorText}",
            Since = Utc(rows?.Since),
            Code = rows?.ErrorCode,
            WhatToDo = rows?.State == WorkState.Held ? "As it says; then it goes on by itself" : "As it says; then: retry --rows",
        };

    private static InvoiceStep Work(Step step, StoredWork work, string what, string retry) =>
        new(step, work.State == WorkState.Failed ? StepState.Failed : StepState.Waiting)
        {
            WaitsFor = work.ErrorCode is null ? what : $"{work.ErrorRecord}: {work.ErrorText}",
            Since = Utc(work.StoredOn),
            NextTry = Utc(work.NotBefore),
            Code = work.ErrorCode,
            WhatToDo =
                work.State == WorkState.Failed ? $"As it says; then: {retry}"
                : work.ErrorCode is null ? ByItself
                : "As it says; it goes on by itself",
        };

    /// <summary>The parts of the posting that came last.</summary>
    private List<StoredPart> LastEvent() =>
        stored.Parts.GroupBy(part => part.EventId).OrderByDescending(parts => parts.Max(part => part.StoredOn)).Select(parts => parts.ToList()).FirstOrDefault()
        ?? [];

    private static DateTime? Utc(DateTime? moment) => moment is { } known ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : null;
}
