using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Chunks;

/// <summary>
/// The steps that an invoice goes through while it is confirmed in chunks, as the columns to be written:
/// Scheduled → Processing → Complete, Failed on the way, Canceling → None back; or while a corrective draft is filled: Preparing → None. Pure.
/// </summary>
internal sealed class InvoiceTransition
{
    private const int Percent = 100;

    // How much of the whole the first pass is taken for.
    private const int PercentOfChecking = 10;

    private readonly Dictionary<string, object?> columns;

    private InvoiceTransition(Dictionary<string, object?> columns)
    {
        this.columns = columns;
    }

    /// <summary>A new run of the confirmation begins.</summary>
    public static InvoiceTransition Schedule(Invoice invoice) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Scheduled),
                [Invoice.ConfirmationAttemptColumn] = invoice.ConfirmationAttempt + 1,
                [Invoice.ConfirmationChunksColumn] = 0,
                [Invoice.ConfirmationChunksDoneColumn] = 0,
                [Invoice.ConfirmationProgressColumn] = 0,
                [Invoice.LastErrorColumn] = null,
            }
        );

    /// <summary>The invoice waits for its turn in a bulk confirmation.</summary>
    public static InvoiceTransition Queue() =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Scheduled),
                [Invoice.ConfirmationChunksColumn] = 1,
                [Invoice.ConfirmationChunksDoneColumn] = 0,
                [Invoice.ConfirmationProgressColumn] = 0,
                [Invoice.LastErrorColumn] = null,
            }
        );

    /// <summary>A new run begins, in which chunks fill a corrective draft.</summary>
    /// <param name="invoice">The draft.</param>
    /// <param name="chunks">How many.</param>
    public static InvoiceTransition Prepare(Invoice invoice, int chunks) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Preparing),
                [Invoice.ConfirmationAttemptColumn] = invoice.ConfirmationAttempt + 1,
                [Invoice.ConfirmationChunksColumn] = chunks,
                [Invoice.ConfirmationChunksDoneColumn] = 0,
                [Invoice.ConfirmationProgressColumn] = 0,
                [Invoice.LastErrorColumn] = null,
            }
        );

    /// <summary>The chunks of the first pass are there.</summary>
    /// <param name="chunks">How many.</param>
    public static InvoiceTransition Check(int chunks) => new(new() { [Invoice.ConfirmationChunksColumn] = chunks });

    /// <summary>The first pass found no fault: from now on actuals are made.</summary>
    /// <param name="chunks">How many chunks bill.</param>
    public static InvoiceTransition Bill(int chunks) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Processing),
                [Invoice.ConfirmationChunksColumn] = chunks,
                [Invoice.ConfirmationChunksDoneColumn] = 0,
                [Invoice.ConfirmationProgressColumn] = PercentOfChecking,
                [Invoice.PartlyBilledColumn] = true,
            }
        );

    /// <summary>One more chunk is done, which is not the last of its phase.</summary>
    /// <param name="invoice">The invoice as it stands.</param>
    public static InvoiceTransition Advance(Invoice invoice) =>
        new(
            new()
            {
                [Invoice.ConfirmationChunksDoneColumn] = invoice.ConfirmationChunksDone + 1,
                [Invoice.ConfirmationProgressColumn] = Progress(invoice.ConfirmationStatus, invoice.ConfirmationChunksDone + 1, invoice.ConfirmationChunks),
            }
        );

    /// <summary>The confirmation stops. Where something is billed, the invoice stays locked.</summary>
    /// <param name="reason">Why.</param>
    public static InvoiceTransition Fail(string reason) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Failed),
                [Invoice.LastErrorColumn] = FaultLines.Fit(reason, FaultLines.LastErrorLength),
            }
        );

    /// <summary>What is billed is taken back.</summary>
    /// <param name="chunks">How many chunks do it.</param>
    public static InvoiceTransition Undo(int chunks) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Canceling),
                [Invoice.ConfirmationChunksColumn] = chunks,
                [Invoice.ConfirmationChunksDoneColumn] = 0,
                [Invoice.ConfirmationProgressColumn] = 0,
                [Invoice.LastErrorColumn] = null,
            }
        );

    /// <summary>Finance is asked to let the invoice go.</summary>
    public static InvoiceTransition Withdraw() =>
        new(new() { [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Withdrawing), [Invoice.LastErrorColumn] = null });

    /// <summary>Finance does not let the invoice go.</summary>
    /// <param name="reason">What finance said.</param>
    public static InvoiceTransition StayConfirmed(string reason) =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.Complete),
                [Invoice.LastErrorColumn] = FaultLines.Fit(reason, FaultLines.LastErrorLength),
            }
        );

    /// <summary>Finance has let the invoice go: it is a draft, locked until what was billed is taken back.</summary>
    /// <param name="chunks">How many chunks do it.</param>
    /// <param name="run">The run that they belong to.</param>
    public static InvoiceTransition UndoWithdrawn(int chunks, int run) =>
        new(
            new(Undo(chunks).columns)
            {
                [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Draft),
                [Invoice.ConfirmationAttemptColumn] = run,
                [Invoice.PartlyBilledColumn] = true,
                [Invoice.FinanceStatusColumn] = new OptionSetValue((int)FinanceStatus.NotSent),
            }
        );

    /// <summary>The confirmation never was.</summary>
    public static InvoiceTransition Reset() =>
        new(
            new()
            {
                [Invoice.ConfirmationStatusColumn] = Choice(ConfirmationStatus.None),
                [Invoice.ConfirmationChunksColumn] = null,
                [Invoice.ConfirmationChunksDoneColumn] = null,
                [Invoice.ConfirmationProgressColumn] = null,
                [Invoice.PartlyBilledColumn] = false,
                [Invoice.LastErrorColumn] = null,
            }
        );

    /// <summary>A phase goes on.</summary>
    public static InvoiceTransition Resume(ConfirmationStatus phase) =>
        new(new() { [Invoice.ConfirmationStatusColumn] = Choice(phase), [Invoice.LastErrorColumn] = null });

    /// <summary>How much of a confirmation is done. The first pass counts for little; a cancellation counts for itself.</summary>
    /// <param name="phase">The running phase.</param>
    /// <param name="done">How many of its chunks are done.</param>
    /// <param name="chunks">How many it has.</param>
    /// <returns>Percent.</returns>
    public static int Progress(ConfirmationStatus? phase, int done, int chunks)
    {
        if (chunks <= 0)
        {
            return 0;
        }

        return phase switch
        {
            ConfirmationStatus.Scheduled => (int)((long)PercentOfChecking * done / chunks),
            ConfirmationStatus.Processing => PercentOfChecking + (int)((long)(Percent - PercentOfChecking) * done / chunks),
            _ => (int)((long)Percent * done / chunks),
        };
    }

    /// <summary>The step as an update of the invoice.</summary>
    /// <returns>The row to update.</returns>
    public Entity Of(Invoice invoice)
    {
        var row = new Entity(Invoice.Table, invoice.Id);
        CopyTo(row);
        return row;
    }

    /// <summary>Makes the step part of an update that is under way.</summary>
    /// <param name="target">The update.</param>
    public void CopyTo(Entity target)
    {
        foreach (var column in columns)
        {
            target[column.Key] = column.Value;
        }
    }

    private static OptionSetValue Choice(ConfirmationStatus status) => new((int)status);
}
