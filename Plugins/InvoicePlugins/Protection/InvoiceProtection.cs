using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static InvoicePlugins.Protection.ProtectionErrors;

namespace InvoicePlugins.Protection;

/// <summary>
/// What may be done to an invoice, by its status and by who asks. Pure, but for the question after the caller's roles, which is asked only when it counts.
/// </summary>
internal static class InvoiceProtection
{
    // The reason that the platform gives an invoice whose state is Paid.
    private const int ReasonComplete = 100001;

    private static readonly HashSet<string> Own =
    [
        Invoice.ConfirmationStatusColumn,
        Invoice.ConfirmationProgressColumn,
        Invoice.ConfirmationAttemptColumn,
        Invoice.ConfirmationChunksColumn,
        Invoice.ConfirmationChunksDoneColumn,
        Invoice.PartlyBilledColumn,
        Invoice.FinanceStatusColumn,
        Invoice.CustomerInvoiceNumberColumn,
        Invoice.CustomerInvoiceDateColumn,
        Invoice.TaxAmountColumn,
        Invoice.LastErrorColumn,
    ];

    // Sent along by clients and the platform, without being a change.
    private static readonly HashSet<string> Harmless = ["invoiceid", "modifiedon", "modifiedby", "modifiedonbehalfby"];

    /// <summary>Checks a new invoice.</summary>
    /// <param name="invoice">The invoice as sent.</param>
    /// <param name="mayLoadData">Whether the caller loads data.</param>
    public static IReadOnlyCollection<Fault> OfCreate(Invoice invoice, Func<bool> mayLoadData)
    {
        var hasHistory =
            invoice.ConfirmationStatus is not (null or ConfirmationStatus.None)
            || invoice.FinanceStatus is not (null or FinanceStatus.NotSent)
            || invoice is not { CustomerInvoiceNumber: null, CustomerInvoiceDate: null, TaxAmount: null, IsPartlyBilled: false }
            || invoice.State == InvoiceState.Paid;
        if ((!invoice.IsConfirmed && !hasHistory) || mayLoadData())
        {
            return [];
        }

        if (invoice is { IsConfirmed: false, State: InvoiceState.Paid })
        {
            return [PaidWithoutConfirmation.For(invoice.Number)];
        }

        return !invoice.IsConfirmed
            ? [OwnColumns.For(invoice.Number, "What confirmation and finance tell")]
            : [CreatedConfirmed.For(invoice.Number, invoice.Status, Callers.DataImport)];
    }

    /// <summary>Checks a change.</summary>
    /// <param name="before">The invoice before the change.</param>
    /// <param name="sent">The columns as sent.</param>
    /// <param name="isDirect">Whether the change was asked for from outside.</param>
    /// <param name="mayWriteOwnColumns">Whether a caller from outside may write the product's own columns.</param>
    public static IReadOnlyCollection<Fault> OfUpdate(Invoice before, Entity sent, bool isDirect, Func<bool> mayWriteOwnColumns)
    {
        var own = sent.Attributes.Keys.Where(Own.Contains).OrderBy(column => column, StringComparer.Ordinal).ToList();
        if (own.Count > 0 && isDirect && !mayWriteOwnColumns())
        {
            return [OwnColumns.For(before.Number, string.Join(", ", own))];
        }

        if (!before.IsConfirmed && IsPaid(sent))
        {
            return [PaidWithoutConfirmation.For(before.Number)];
        }

        var forbidden = before.IsEditable
            ? []
            : Protected(sent)
                .Where(column => !MayChange(before, column.Key, column.Value, isDirect))
                .Select(column => column.Key)
                .OrderBy(column => column, StringComparer.Ordinal)
                .ToList();
        if (forbidden.Count == 0)
        {
            return [];
        }

        var names = string.Join(", ", forbidden);
        return before.IsConfirmed
            ? [InvoiceReadOnly.For(before.Number, names)]
            : [InvoiceBusy.For(before.Number, StateOf(before), names + " cannot be changed")];
    }

    /// <summary>Whether a change concerns anything that a confirmation bills or freezes.</summary>
    /// <param name="sent">The columns as sent.</param>
    public static bool Concerns(Entity sent) => Protected(sent).Any();

    /// <summary>Checks a deletion.</summary>
    /// <param name="before">The invoice.</param>
    public static IReadOnlyCollection<Fault> OfDelete(Invoice before) =>
        before switch
        {
            { IsEditable: true } => [],
            { IsConfirmed: true } => [InvoiceNotDeletable.For(before.Number)],
            _ => [InvoiceBusy.For(before.Number, StateOf(before), "it cannot be deleted")],
        };

    /// <summary>What happens to an invoice that is locked without being confirmed.</summary>
    /// <returns>The words after <c>The invoice is</c>.</returns>
    public static string StateOf(Invoice invoice) =>
        invoice.ConfirmationStatus switch
        {
            ConfirmationStatus.Canceling => "being released from an unfinished confirmation",
            ConfirmationStatus.Preparing => "being prepared as a correction",
            ConfirmationStatus.Scheduled or ConfirmationStatus.Processing => "being confirmed",
            _ => "partly billed by a confirmation that did not finish",
        };

    private static IEnumerable<KeyValuePair<string, object>> Protected(Entity sent) =>
        sent.Attributes.Where(column => !Own.Contains(column.Key) && !Harmless.Contains(column.Key));

    private static bool IsPaid(Entity sent) => sent.Attributes.Any(column => IsPaid(column.Key, column.Value));

    private static bool IsPaid(string column, object? value) =>
        (value as OptionSetValue)?.Value is { } number
        && column switch
        {
            Invoice.StatusColumn => number == (int)ProjectInvoiceStatus.Paid,
            Row.StateColumn => number == (int)InvoiceState.Paid,
            "statuscode" => number == ReasonComplete,
            _ => false,
        };

    private static bool MayChange(Invoice before, string column, object? value, bool isDirect) =>
        column switch
        {
            Invoice.StatusColumn => (value as OptionSetValue)?.Value switch
            {
                (int)ProjectInvoiceStatus.Paid => before.IsConfirmed && before.ConfirmationStatus != ConfirmationStatus.Withdrawing,
                // The last chunk of a confirmation ends it.
                (int)ProjectInvoiceStatus.Confirmed => !isDirect && before.ConfirmationStatus == ConfirmationStatus.Processing,
                _ => false,
            },
            Row.StateColumn or "statuscode" => before.IsConfirmed && IsPaid(column, value),
            // Confirmation itself gives the invoice the number that finance knows it by, and says who pays.
            Invoice.ProposalNumberColumn => !isDirect && !before.HasFinalNumber,
            Invoice.AccountingDateColumn => !isDirect && before.AccountingDate is null,
            Invoice.ContractCustomerColumn => !isDirect && before.ContractCustomer is null,
            _ => false,
        };
}
