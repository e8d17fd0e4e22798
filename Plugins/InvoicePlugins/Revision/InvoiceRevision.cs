using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Revision;

/// <summary>The revision of a confirmed invoice from beginning to end: read, check, plan, write.</summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads with all rights.</param>
/// <param name="writer">Writes with all rights.</param>
internal sealed class InvoiceRevision(PluginCall call, RevisionReader reader, RevisionWriter writer)
{
    /// <summary>
    /// The revision within one call. The caller has to be able to read the invoice, and to write the draft where he names one; what is below them is read and
    /// written with all rights, since whoever made the rows, somebody else may correct them.
    /// </summary>
    public static InvoiceRevision For(PluginCall call) => new(call, new RevisionReader(call.System), new RevisionWriter(call.System));

    /// <summary>Revises an invoice.</summary>
    /// <param name="request">What to revise, and into which draft.</param>
    /// <returns>The draft with the corrections.</returns>
    /// <exception cref="InvalidPluginExecutionException">It cannot be revised; the message names everything that forbids it, and nothing is
    /// written.</exception>
    public Guid Revise(RevisionRequest request)
    {
        call.User.Retrieve(Invoice.Table, request.Invoice, new ColumnSet(Invoice.InvoiceNumberColumn));
        var invoice = reader.ReadInvoice(request.Invoice)!;
        call.Record = invoice.Number;
        Fault.ThrowIfAny(RevisionCheck.OfInvoice(invoice));
        var draft = request.Draft is { } named ? LockDraft(invoice, named) : null;
        writer.Lock(invoice.Id);

        var lines = reader.ReadLines(invoice.Id);
        var details = request.Details ?? reader.ReadDetailIds(invoice.Id);
        return request.Details is null && details.Count > call.Variables.MaxSynchronousWrites
            ? ReviseUnread(invoice, lines, details, draft)
            : ReviseRead(invoice, lines, details, draft, request.Details);
    }

    private Guid ReviseRead(Invoice invoice, IReadOnlyList<InvoiceLine> lines, IReadOnlyList<Guid> details, Invoice? draft, IReadOnlyList<Guid>? chosen)
    {
        var judged = reader.ReadDetails(invoice, lines, details).Select(detail => Revisability.Of(invoice, detail)).ToList();
        Fault.ThrowIfAny(RevisionCheck.OfDetails(invoice, lines, judged, chosen));

        var revised = judged.Where(detail => detail.Billed is not null).ToList();
        var id = draft?.Id ?? CreateDraft(invoice);
        var owner = draft?.Owner ?? Caller;
        var plan = RevisionPlan.Of(invoice, id, owner, draft is null ? [] : reader.ReadLines(id), revised, Guid.NewGuid());
        if (plan.Writes <= call.Variables.MaxSynchronousWrites)
        {
            writer.Write(plan);
            return id;
        }

        writer.Write(plan with { Details = [], Connections = [], Origins = [] });
        Schedule(invoice, id, draft is null, [.. revised.Select(detail => detail.Detail.Row.Id)], chosen is not null);
        return id;
    }

    // Too many to be read at once: the chunks find out what becomes of each detail. Every line is taken over, since nobody knows yet which are needed.
    private Guid ReviseUnread(Invoice invoice, IReadOnlyList<InvoiceLine> lines, IReadOnlyList<Guid> details, Invoice? draft)
    {
        Fault.ThrowIfAny([.. RevisionCheck.OfLines(invoice, lines)]);

        var id = draft?.Id ?? CreateDraft(invoice);
        writer.Write(new RevisionPlan(CorrectiveLines.For(lines, id, draft is null ? [] : reader.ReadLines(id)).New, [], [], []));
        Schedule(invoice, id, draft is null, details, false);
        return id;
    }

    private void Schedule(Invoice invoice, Guid draft, bool isNew, IReadOnlyList<Guid> details, bool areChosen) =>
        new RevisionChunks(call.System).Schedule(
            reader.ReadInvoice(draft)!,
            new RevisionNotes
            {
                Corrected = invoice.Id,
                AreChosen = areChosen,
                IsNewDraft = isNew,
            },
            details,
            call.Variables.WritesPerChunk
        );

    private EntityReference Caller => new("systemuser", call.Context.UserId);

    private Guid CreateDraft(Invoice invoice) => writer.CreateDraft(CorrectiveHeader.Of(invoice, Caller.Id));

    // The caller's own update both asks whether he may change the draft and locks it; what was read before is read again behind the lock.
    private Invoice LockDraft(Invoice invoice, Guid id)
    {
        var before = reader.ReadInvoice(id) ?? throw RevisionErrors.DraftGone.For(invoice.Number, id).ToException();
        Fault.ThrowIfAny(RevisionCheck.OfDraft(invoice, before));
        call.User.Update(new Entity(Invoice.Table, id) { [Invoice.HasCorrectionsColumn] = true });

        var draft = reader.ReadInvoice(id)!;
        Fault.ThrowIfAny(RevisionCheck.OfDraft(invoice, draft));
        return draft;
    }
}
