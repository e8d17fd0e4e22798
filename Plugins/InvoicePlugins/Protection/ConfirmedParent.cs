using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>
/// Refuses whatever would change the parts of a confirmed or locked invoice, where they come from as well as where they go to: a direct call at once, every
/// call again behind the lock of the invoice.
/// </summary>
internal static class ConfirmedParent
{
    /// <summary>Checks a call in PreValidation, and again, with the invoices held, in PreOperation.</summary>
    /// <param name="part">What the part is called.</param>
    /// <param name="named">The invoices that the part names itself, before and after.</param>
    /// <param name="lines">The invoice lines that the part stands on, before and after.</param>
    /// <exception cref="InvalidPluginExecutionException">An invoice is confirmed or locked, or was deleted in the meantime.</exception>
    public static void Refuse(PluginCall call, string part, IReadOnlyCollection<Guid> named, IReadOnlyCollection<Guid> lines)
    {
        if (Callers.IsProduct(call.Context) || Callers.IsBelowDelete(call.Context, Invoice.Table))
        {
            return;
        }

        if (call.Context.Stage != (int)PipelineStage.PreValidation)
        {
            RefuseAnyOf(call, part, DraftLock.Hold(call, named.Concat(InvoicesOf(call.System, lines)), "Invoice of the " + part));
        }
        else if (Callers.IsDirect(call.Context))
        {
            RefuseAnyOf(call, part, Read(call.System, named, lines));
        }
    }

    /// <summary>The rows that some rows name in a column.</summary>
    /// <param name="rows">The rows: as sent, and before.</param>
    public static IReadOnlyCollection<Guid> Named(string column, params Entity?[] rows) =>
        [.. rows.Select(row => row?.GetAttributeValue<EntityReference>(column)?.Id).OfType<Guid>().Distinct()];

    /// <summary>The invoices of some invoice lines.</summary>
    /// <param name="service">Reads with all rights.</param>
    /// <returns>The ids of the invoices.</returns>
    public static IEnumerable<Guid> InvoicesOf(IOrganizationService service, IReadOnlyCollection<Guid> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var query = new QueryExpression(InvoiceLine.Table) { ColumnSet = new ColumnSet(InvoiceLine.InvoiceColumn) };
        query.Criteria.AddAnyOf(InvoiceLine.IdColumn, lines);
        return Named(InvoiceLine.InvoiceColumn, [.. service.RetrieveMultiple(query).Entities]);
    }

    private static void RefuseAnyOf(PluginCall call, string part, IEnumerable<Invoice> invoices)
    {
        var locked = invoices.FirstOrDefault(invoice => !invoice.IsEditable);
        if (locked is null || (call.Context.MessageName == "Create" && locked.IsConfirmed && Callers.HasRole(call, Callers.DataImport)))
        {
            return;
        }

        var done = call.Context.MessageName switch
        {
            "Create" => "added to",
            "Update" => "changed",
            _ => "deleted",
        };
        throw (
            locked.IsConfirmed
                ? ProtectionErrors.PartReadOnly.For(locked.Number, part, done)
                : ProtectionErrors.InvoiceBusy.For(locked.Number, InvoiceProtection.StateOf(locked), $"its {part} cannot be {done}")
        ).ToException();
    }

    private static IEnumerable<Invoice> Read(IOrganizationService service, IReadOnlyCollection<Guid> invoices, IReadOnlyCollection<Guid> lines)
    {
        if (invoices.Count > 0)
        {
            var named = Query();
            named.Criteria.AddAnyOf("invoiceid", invoices);
            foreach (var row in service.RetrieveMultiple(named).Entities)
            {
                yield return new Invoice(row);
            }
        }

        if (lines.Count > 0)
        {
            var ofLines = Query();
            ofLines.AddLink(InvoiceLine.Table, "invoiceid", InvoiceLine.InvoiceColumn).LinkCriteria.AddAnyOf(InvoiceLine.IdColumn, lines);
            foreach (var row in service.RetrieveMultiple(ofLines).Entities)
            {
                yield return new Invoice(row);
            }
        }
    }

    private static QueryExpression Query() =>
        new(Invoice.Table) { ColumnSet = new ColumnSet([.. Invoice.EditabilityColumns, Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn]) };
}
