using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Revision;

/// <summary>Reads what a revision needs to know, in pages: never one read a line.</summary>
/// <param name="service">Reads with all rights: who revises an invoice need not be who made it, and need not see every row below it.</param>
internal sealed class RevisionReader(IOrganizationService service)
{
    /// <summary>Reads an invoice with all that a corrective one takes over.</summary>
    /// <param name="id">The invoice.</param>
    /// <returns>The invoice; null where it does not exist.</returns>
    public Invoice? ReadInvoice(Guid id)
    {
        var query = Invoice.Query();
        query.ColumnSet.AddColumns(CorrectiveHeader.Copied.Except(query.ColumnSet.Columns).ToArray());
        query.Criteria.AddCondition("invoiceid", ConditionOperator.Equal, id);
        return service.RetrieveMultiple(query).Entities.Select(row => new Invoice(row)).SingleOrDefault();
    }

    /// <summary>Reads the lines of an invoice with all that a copy takes over.</summary>
    public IReadOnlyList<InvoiceLine> ReadLines(Guid invoice) => [.. service.ReadAll(InvoiceLine.WholeOf(invoice)).Select(row => new InvoiceLine(row))];

    /// <summary>Reads which details an invoice has.</summary>
    /// <returns>The details in the order of the invoice.</returns>
    public IReadOnlyList<Guid> ReadDetailIds(Guid invoice) => [.. new BillingFactsReader(service).ReadOrder(invoice).Select(detail => detail.Id)];

    /// <summary>
    /// Reads some details with what they billed. Which rows those are is told by the origins of the invoice's billed sales, since not only this product may
    /// have made them.
    /// </summary>
    /// <param name="invoice">The confirmed invoice.</param>
    /// <param name="ids">The details; those of other invoices are left out.</param>
    /// <returns>The details in the order of the invoice.</returns>
    public IReadOnlyList<RevisableDetail> ReadDetails(Invoice invoice, IReadOnlyList<InvoiceLine> lines, IReadOnlyCollection<Guid> ids)
    {
        var lineById = lines.ToDictionary(line => line.Id);
        var rows = service
            .ReadByIds(ids, InvoiceLineDetail.ByIds)
            .Select(row => new InvoiceLineDetail(row))
            .Where(row => row.Invoice == invoice.Id || (row.InvoiceLine is { } line && lineById.ContainsKey(line)))
            .ToList();
        var billed = ReadBilled(invoice, [.. rows.Select(row => row.Id)]);
        var sources = ReadSources(rows);

        return
        [
            .. DetailPlace.Sort(
                rows.Select(row => new RevisableDetail(row)
                {
                    Line = row.InvoiceLine is { } line && lineById.TryGetValue(line, out var known) ? known : null,
                    Billed = [.. billed[row.Id]],
                    Sources = [.. sources[row.Id]],
                }),
                detail => detail.Place
            ),
        ];
    }

    /// <summary>Whether an invoice has any detail.</summary>
    public bool HasDetails(Guid invoice) => new BillingFactsReader(service).HasMoreDetailsThan(invoice, 0);

    private ILookup<Guid, BilledRow> ReadBilled(Invoice invoice, IReadOnlyCollection<Guid> details)
    {
        var detailsOfActual = service
            .ReadByIds(details, some => TransactionOrigin.CameFrom(InvoiceLineDetail.Table, Actual.Table, some))
            .Select(row => new TransactionOrigin(row))
            .Where(origin => origin.Transaction is not null && Guid.TryParse(origin.Source.Id, out _))
            .ToLookup(origin => origin.Transaction!.Value, origin => Guid.Parse(origin.Source.Id));
        var actuals = service
            .ReadByIds(detailsOfActual.Select(same => same.Key).ToList(), Actual.ByIds)
            .Select(row => new Actual(row))
            .Where(actual => actual.Type == TransactionType.BilledSales && actual.Invoice == invoice.Id)
            .ToList();
        var drafts = ReadCorrectionsInProgress([.. actuals.Where(actual => actual.AdjustmentStatus is null).Select(actual => actual.Id)]);

        return actuals
            .SelectMany(
                actual => detailsOfActual[actual.Id].Distinct(),
                (actual, detail) => new { Detail = detail, Row = new BilledRow(actual, drafts.TryGetValue(actual.Id, out var draft) ? draft : null) }
            )
            .ToLookup(billed => billed.Detail, billed => billed.Row);
    }

    // A detail that was deleted leaves its connections behind, since they name it by text: only what exists counts.
    private Dictionary<Guid, string> ReadCorrectionsInProgress(IReadOnlyCollection<Guid> billed)
    {
        var known = new HashSet<Guid>(billed);
        var correcting = service
            .ReadByIds(billed, some => TransactionConnection.Of(Actual.Table, some))
            .SelectMany(row => new TransactionConnection(row).FromBothEnds)
            .Where(ends => ends.Near.Is(Actual.Table, ConnectionRole.Original) && ends.Far.Is(InvoiceLineDetail.Table, ConnectionRole.Replacing))
            .Where(ends => ends is { Near.Id: { } id, Far.Id: not null } && known.Contains(id))
            .ToLookup(ends => ends.Far.Id!.Value, ends => ends.Near.Id!.Value);

        return service
            .ReadByIds(correcting.Select(same => same.Key).ToList(), InvoiceLineDetail.InvoiceNumbersByIds)
            .SelectMany(row => correcting[row.Id], (row, actual) => new { Actual = actual, Number = InvoiceLineDetail.InvoiceNumberIn(row) })
            .GroupBy(draft => draft.Actual, draft => draft.Number)
            .ToDictionary(same => same.Key, same => same.First());
    }

    private ILookup<Guid, Source> ReadSources(IReadOnlyCollection<InvoiceLineDetail> details) =>
        service
            .ReadByIds(details.Select(detail => detail.Id).ToList(), some => TransactionOrigin.Of(InvoiceLineDetail.Table, some))
            .Select(row => new TransactionOrigin(row))
            .Where(origin => origin.Transaction is not null)
            .ToLookup(origin => origin.Transaction!.Value, origin => origin.Source);
}
