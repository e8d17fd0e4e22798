using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>Refuses whatever would change the parts of a confirmed invoice, where they come from as well as where they go to.</summary>
public static class ConfirmedParent
{
    /// <summary>Throws when one of the invoices is confirmed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="part">What the part is called.</param>
    /// <param name="parents">Selects the invoices that the part belongs to, before and after.</param>
    /// <exception cref="InvalidPluginExecutionException">An invoice is confirmed.</exception>
    public static void Refuse(PluginCall call, string part, IEnumerable<QueryExpression> parents)
    {
        var confirmed = parents.SelectMany(query => call.System.RetrieveMultiple(query).Entities)
            .Select(row => new Invoice(row)).FirstOrDefault(invoice => !invoice.IsEditable);
        if (confirmed is null || (call.Context.MessageName == "Create" && Callers.HasRole(call, Callers.DataImport)))
        {
            return;
        }

        var done = call.Context.MessageName switch { "Create" => "added to", "Update" => "changed", _ => "deleted" };
        throw ProtectionErrors.PartReadOnly.For(confirmed.Number, part, done).ToException();
    }

    /// <summary>Selects the invoices that some rows name in a column.</summary>
    /// <param name="column">The column that names the invoice.</param>
    /// <param name="rows">The rows: as sent, and before.</param>
    /// <returns>At most one query.</returns>
    public static IEnumerable<QueryExpression> ByInvoice(string column, params Entity?[] rows)
    {
        var ids = Ids(column, rows);
        if (ids.Count == 0)
        {
            yield break;
        }

        var query = Query();
        query.Criteria.AddAnyOf("invoiceid", ids);
        yield return query;
    }

    /// <summary>Selects the invoices of the lines that some rows name in a column.</summary>
    /// <param name="column">The column that names the line.</param>
    /// <param name="rows">The rows: as sent, and before.</param>
    /// <returns>At most one query.</returns>
    public static IEnumerable<QueryExpression> ByLine(string column, params Entity?[] rows)
    {
        var ids = Ids(column, rows);
        if (ids.Count == 0)
        {
            yield break;
        }

        var query = Query();
        query.AddLink(InvoiceLine.Table, "invoiceid", InvoiceLine.InvoiceColumn).LinkCriteria.AddAnyOf(InvoiceLine.IdColumn, ids);
        yield return query;
    }

    private static QueryExpression Query() =>
        new(Invoice.Table) { ColumnSet = new ColumnSet([.. Invoice.EditabilityColumns, Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn]) };

    private static List<Guid> Ids(string column, Entity?[] rows) =>
        [.. rows.Select(row => row?.GetAttributeValue<EntityReference>(column)?.Id).OfType<Guid>().Distinct()];
}
