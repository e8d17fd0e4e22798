using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Facts;

/// <summary>Reads the facts of an invoice in pages: the number of reads grows with the number of pages, never one a line.</summary>
/// <param name="service">Reads with all rights.</param>
internal sealed class BillingFactsReader(IOrganizationService service)
{
    /// <summary>Reads the header.</summary>
    /// <param name="id">The invoice.</param>
    public Invoice ReadInvoice(Guid id)
    {
        var query = Invoice.Query();
        query.Criteria.AddCondition("invoiceid", ConditionOperator.Equal, id);
        return service.RetrieveMultiple(query).Entities.SingleOrDefault() is { } row
            ? new Invoice(row)
            : throw PluginErrors.Gone.For("Invoice", id.ToString("d")).ToException();
    }

    /// <summary>Locks the header until the transaction ends, and reads it behind the lock. Writing clears what an earlier confirmation failed for.</summary>
    /// <param name="id">The invoice.</param>
    public Invoice LockInvoice(Guid id)
    {
        service.Update(new Entity(Invoice.Table, id) { [Invoice.LastErrorColumn] = null });
        return ReadInvoice(id);
    }

    /// <summary>Whether an invoice has more details than some number. One read, however many there are.</summary>
    /// <returns>Yes or no; no, where the number is more than one page can show.</returns>
    public bool HasMoreDetailsThan(Guid invoice, int number)
    {
        if (number >= PagedReading.RowsPerPage)
        {
            return false;
        }

        var query = new QueryExpression(InvoiceLineDetail.Table) { ColumnSet = new ColumnSet(false), TopCount = number + 1 };
        query.Criteria.AddCondition(InvoiceLineDetail.InvoiceColumn, ConditionOperator.Equal, invoice);
        return service.RetrieveMultiple(query).Entities.Count > number;
    }

    /// <summary>Reads what can be told without the details: the contract customers, and the lines that are never billed.</summary>
    /// <param name="invoice">The header.</param>
    /// <returns>The facts, without details.</returns>
    public BillingFacts ReadHead(Invoice invoice) =>
        new(invoice, [.. service.ReadAll(InvoiceLine.ProductsOf(invoice.Id)).Select(row => new InvoiceLine(row))], [], ReadContractCustomers(invoice))
        {
            IsNumberTaken = IsNumberTaken(invoice),
        };

    /// <summary>
    /// Finds out who pays, as far into the details as necessary: usually the header or the first of them tells. All parts of an invoice have to agree on it, so
    /// it is settled before they are cut.
    /// </summary>
    /// <param name="head">The facts without details.</param>
    /// <param name="details">The details in the order of the invoice.</param>
    /// <returns>The contract customer; null where nothing tells.</returns>
    public Guid? SettleContractCustomer(BillingFacts head, IReadOnlyList<Guid> details)
    {
        var customer = head.ContractCustomer;
        for (var start = 0; customer is null && start < details.Count; start += PagedReading.IdsPerQuery)
        {
            customer = Read(head.Invoice, [.. details.Skip(start).Take(PagedReading.IdsPerQuery)]).ContractCustomer;
        }

        return customer;
    }

    /// <summary>Reads everything below the header.</summary>
    /// <param name="invoice">The header.</param>
    public BillingFacts Read(Invoice invoice)
    {
        var lines = service.ReadAll(InvoiceLine.Of(invoice.Id)).Select(row => new InvoiceLine(row)).ToDictionary(line => line.Id);
        var details = WithOriginals(OnTheirLines(ReadDetails(invoice.Id, InvoiceLineDetail.Query), lines));
        var connections = ReadConnections(Actual.Table, [.. Ids(Originals(details.Where(detail => detail.IsEdited))), .. BilledIds(details)]);
        details = WithCorrections(WithCosts(details, connections), connections);

        return FactsOf(invoice, lines, details);
    }

    /// <summary>
    /// Reads everything about some of the details. That another detail of the invoice, outside this part, bills the same original or milestone before, is
    /// looked up from their side.
    /// </summary>
    /// <param name="invoice">The header.</param>
    /// <param name="detailIds">The details; those that do not exist any more are missing from the facts.</param>
    /// <returns>The facts of these details.</returns>
    public BillingFacts Read(Invoice invoice, IReadOnlyCollection<Guid> detailIds)
    {
        var rows = service.ReadByIds(detailIds, InvoiceLineDetail.ByIds).Select(row => new InvoiceLineDetail(row)).ToList();
        var lineIds = rows.Select(row => row.InvoiceLine).OfType<Guid>().Distinct().ToList();
        var lines = service.ReadByIds(lineIds, ids => InvoiceLine.ByIds(invoice.Id, ids)).Select(row => new InvoiceLine(row)).ToDictionary(line => line.Id);
        var details = WithOriginals(OnTheirLines(rows, lines));
        var connections = ReadConnections(Actual.Table, [.. Ids(Originals(details)), .. BilledIds(details)]);
        details = WithCorrections(WithCosts(details, connections), connections);
        details = WithBilledBefore(invoice, details, connections);

        return FactsOf(invoice, lines, details);
    }

    /// <summary>Reads where the details of an invoice stand, and nothing else of them.</summary>
    /// <returns>The details in the order of the invoice, with what tells which of them belong together.</returns>
    public IReadOnlyList<InvoiceLineDetail> ReadOrder(Guid invoice) =>
        [.. DetailPlace.Sort(ReadDetails(invoice, InvoiceLineDetail.Places), detail => PlaceOf(detail, invoice))];

    private BillingFacts FactsOf(Invoice invoice, Dictionary<Guid, InvoiceLine> lines, List<BillableDetail> details) =>
        new(invoice, [.. lines.Values], WithRetainers(WithMilestones(WithSources(details))), ReadContractCustomers(invoice))
        {
            IsNumberTaken = IsNumberTaken(invoice),
        };

    private static List<BillableDetail> OnTheirLines(IEnumerable<InvoiceLineDetail> rows, Dictionary<Guid, InvoiceLine> lines) =>
        [
            .. DetailPlace.Sort(
                rows.Select(row => new BillableDetail(row) { Line = row.InvoiceLine is { } line && lines.TryGetValue(line, out var known) ? known : null }),
                detail => detail.Place
            ),
        ];

    // A detail belongs to an invoice by its own lookup and by its line's. One that has only the second would otherwise never be billed.
    private IEnumerable<InvoiceLineDetail> ReadDetails(Guid invoice, Func<QueryExpression> query)
    {
        var named = query();
        named.Criteria.AddCondition(InvoiceLineDetail.InvoiceColumn, ConditionOperator.Equal, invoice);

        var onItsLines = query();
        onItsLines.Criteria.FilterOperator = LogicalOperator.Or;
        onItsLines.Criteria.AddCondition(InvoiceLineDetail.InvoiceColumn, ConditionOperator.Null);
        onItsLines.Criteria.AddCondition(InvoiceLineDetail.InvoiceColumn, ConditionOperator.NotEqual, invoice);
        onItsLines
            .AddLink(InvoiceLine.Table, InvoiceLineDetail.InvoiceLineColumn, InvoiceLine.IdColumn)
            .LinkCriteria.AddCondition(InvoiceLine.InvoiceColumn, ConditionOperator.Equal, invoice);

        return service.ReadAll(named).Concat(service.ReadAll(onItsLines)).Select(row => new InvoiceLineDetail(row));
    }

    private List<BillableDetail> WithOriginals(List<BillableDetail> details)
    {
        var connections = ReadConnections(InvoiceLineDetail.Table, Ids(details));
        var views = connections.SelectMany(connection => connection.FromBothEnds).ToList();
        var originalsOfDetail = views
            .Where(ends => ends.Near.Is(InvoiceLineDetail.Table, ConnectionRole.BilledSales) && ends.Far.Is(Actual.Table, ConnectionRole.UnbilledSales))
            .ToLookup(ends => ends.Near.Id, ends => ends.Far.Id);
        var billedOfDetail = views
            .Where(ends => ends.Near.Is(InvoiceLineDetail.Table, ConnectionRole.Replacing) && ends.Far.Is(Actual.Table, ConnectionRole.Original))
            .ToLookup(ends => ends.Near.Id, ends => ends.Far.Id);

        var named = details.ToDictionary(
            detail => detail.Row.Id,
            detail => originalsOfDetail[detail.Row.Id].OfType<Guid>().Distinct().OrderBy(id => id).ToList()
        );
        var originals = service
            .ReadByIds(named.Values.SelectMany(ids => ids).Distinct().ToList(), Actual.ByIds)
            .Select(row => new Actual(row))
            .ToDictionary(actual => actual.Id);

        return
        [
            .. details.Select(detail =>
                detail with
                {
                    OriginalIds = named[detail.Row.Id],
                    Original = named[detail.Row.Id].Count == 1 && originals.TryGetValue(named[detail.Row.Id][0], out var original) ? original : null,
                    Corrected = CorrectionOf(detail.Row, [.. billedOfDetail[detail.Row.Id].OfType<Guid>().Distinct().OrderBy(id => id)]),
                }
            ),
        ];
    }

    // Whoever took the mark off a corrective detail did not make new work of it: the connection tells as well.
    private static Correction? CorrectionOf(InvoiceLineDetail row, IReadOnlyList<Guid> billed) =>
        row.IsCorrection || billed.Count > 0 ? new Correction(billed) : null;

    private static IEnumerable<Guid> BilledIds(IEnumerable<BillableDetail> details) =>
        details.Select(detail => detail.Corrected?.BilledIds).Where(ids => ids?.Count == 1).Select(ids => ids![0]).Distinct();

    private List<BillableDetail> WithCorrections(List<BillableDetail> details, IReadOnlyCollection<TransactionConnection> connections)
    {
        var billed = service.ReadByIds(BilledIds(details).ToList(), Actual.ByIds).Select(row => new Actual(row)).ToDictionary(actual => actual.Id);
        var sources = ReadSources(Actual.Table, billed.Keys);
        var unbilledOfBilled = connections
            .SelectMany(connection => connection.FromBothEnds)
            .Where(ends => ends.Near.Is(Actual.Table, ConnectionRole.BilledSales) && ends.Far.Is(Actual.Table, ConnectionRole.UnbilledSales))
            .ToLookup(ends => ends.Near.Id, ends => ends.Far.Id);
        var unbilled = service
            .ReadByIds(billed.Keys.SelectMany(id => unbilledOfBilled[id]).OfType<Guid>().Distinct().ToList(), Actual.ByIds)
            .Select(row => new Actual(row))
            .ToDictionary(actual => actual.Id);
        var corrected = service
            .ReadByIds(details.Select(detail => detail.Row.CorrectedDetail).OfType<Guid>().Distinct().ToList(), InvoiceLineDetail.ByIds)
            .Select(row => new InvoiceLineDetail(row))
            .ToDictionary(row => row.Id);

        return [.. details.Select(detail => detail.Corrected is null ? detail : detail with { Corrected = Complete(detail.Row, detail.Corrected) })];

        Correction Complete(InvoiceLineDetail row, Correction correction)
        {
            var original = row.CorrectedDetail is { } id && corrected.TryGetValue(id, out var known) ? known : null;
            if (correction.BilledIds.Count != 1 || !billed.TryGetValue(correction.BilledIds[0], out var one))
            {
                return correction with { Detail = original };
            }

            var behind = unbilledOfBilled[one.Id].OfType<Guid>().Distinct().Where(unbilled.ContainsKey).ToList();
            return correction with
            {
                Billed = one,
                BilledSources = [.. sources[one.Id]],
                UnbilledCount = behind.Count,
                Unbilled = behind.Count == 1 ? unbilled[behind[0]] : null,
                Detail = original,
            };
        }
    }

    private List<BillableDetail> WithSources(List<BillableDetail> details)
    {
        var ofDetails = ReadSources(InvoiceLineDetail.Table, Ids(details));
        var ofOriginals = ReadSources(Actual.Table, Ids(Originals(details)));

        return
        [
            .. details.Select(detail =>
                detail with
                {
                    Sources = [.. ofDetails[detail.Row.Id]],
                    OriginalSources = detail.Original is null ? [] : [.. ofOriginals[detail.Original.Id]],
                }
            ),
        ];
    }

    private static List<BillableDetail> WithCosts(List<BillableDetail> details, IReadOnlyCollection<TransactionConnection> connections)
    {
        var costs = connections
            .SelectMany(connection => connection.FromBothEnds)
            .Where(ends => ends.Near.Is(Actual.Table, ConnectionRole.UnbilledSales) && ends.Far.Is(Actual.Table, ConnectionRole.Cost))
            .ToLookup(ends => ends.Near.Id, ends => ends.Far.Id);

        return [.. details.Select(detail => detail with { OriginalCost = detail.IsEdited ? costs[detail.Original!.Id].FirstOrDefault() : null })];
    }

    private List<BillableDetail> WithBilledBefore(Invoice invoice, List<BillableDetail> details, IReadOnlyCollection<TransactionConnection> connections)
    {
        var known = new HashSet<Guid>(Ids(details));
        var byDetail = connections
            .SelectMany(connection => connection.FromBothEnds)
            .Where(ends =>
                (ends.Near.Is(Actual.Table, ConnectionRole.UnbilledSales) && ends.Far.Is(InvoiceLineDetail.Table, ConnectionRole.BilledSales))
                || (ends.Near.Is(Actual.Table, ConnectionRole.Original) && ends.Far.Is(InvoiceLineDetail.Table, ConnectionRole.Replacing))
            )
            .Where(ends => ends is { Near.Id: not null, Far.Id: { } detail } && !known.Contains(detail))
            .ToLookup(ends => ends.Far.Id!.Value, ends => ends.Near.Id!.Value);
        var milestones = details.Select(detail => detail.MilestoneToBill).OfType<Guid>().Distinct().ToList();

        var first = service
            .ReadByIds(byDetail.Select(others => others.Key).ToList(), InvoiceLineDetail.PlacesByIds)
            .Concat(service.ReadByIds(milestones, InvoiceLineDetail.PlacesByMilestones))
            .Select(row => new InvoiceLineDetail(row))
            .Where(other => !known.Contains(other.Id) && (other.Invoice == invoice.Id || other.InvoiceOfLine == invoice.Id))
            .SelectMany(
                other => byDetail[other.Id].Select(id => (Guid?)id).Concat([other.Milestone]),
                (other, what) => new { What = what, Place = PlaceOf(other, invoice.Id) }
            )
            .Where(other => other.What is not null)
            .GroupBy(other => other.What!.Value, other => other.Place)
            .ToDictionary(same => same.Key, same => DetailPlace.Sort(same, place => place).First());

        return
        [
            .. details.Select(detail =>
                detail with
                {
                    IsBilledBefore = new[] { detail.Original?.Id, detail.Corrected?.Billed?.Id, detail.MilestoneToBill }.Any(what =>
                        what is { } id && first.TryGetValue(id, out var other) && other.IsBefore(detail.Place)
                    ),
                }
            ),
        ];
    }

    private static DetailPlace PlaceOf(InvoiceLineDetail detail, Guid invoice) =>
        new(detail.InvoiceOfLine == invoice ? detail.NumberOfLine ?? int.MaxValue : int.MaxValue, detail.Id);

    private List<BillableDetail> WithMilestones(List<BillableDetail> details)
    {
        var named = details.Select(detail => detail.MilestoneId).OfType<Guid>().Distinct().ToList();
        var milestones = service.ReadByIds(named, Milestone.ByIds).Select(row => new Milestone(row)).ToDictionary(milestone => milestone.Id);

        return
        [
            .. details.Select(detail =>
                detail with
                {
                    Milestone = detail.MilestoneId is { } id && milestones.TryGetValue(id, out var milestone) ? milestone : null,
                }
            ),
        ];
    }

    private List<BillableDetail> WithRetainers(List<BillableDetail> details)
    {
        var named = details.Select(detail => detail.Row.Retainer).OfType<Guid>().Distinct().ToList();
        var retainers = service.ReadByIds(named, Retainer.ByIds).Select(row => new Retainer(row)).ToList();
        var openIds = retainers.Select(retainer => retainer.OpenActual).OfType<Guid>().ToList();
        var open = service.ReadByIds(openIds, Actual.ByIds).Select(row => new Actual(row)).ToDictionary(actual => actual.Id);
        var sources = ReadSources(Actual.Table, openIds);
        var facts = retainers.ToDictionary(
            retainer => retainer.Id,
            retainer =>
                retainer.OpenActual is { } id && open.TryGetValue(id, out var actual)
                    ? new RetainerFacts(retainer, actual, [.. sources[id]])
                    : new RetainerFacts(retainer, null, [])
        );

        return
        [
            .. details.Select(detail => detail with { Retainer = detail.Row.Retainer is { } id && facts.TryGetValue(id, out var retainer) ? retainer : null }),
        ];
    }

    private bool IsNumberTaken(Invoice invoice) =>
        (invoice.ProposalNumber ?? invoice.InvoiceNumber) is { } number
        && service.RetrieveMultiple(Invoice.OthersWithNumber(invoice.Id, number)).Entities.Count > 0;

    private List<ContractCustomer> ReadContractCustomers(Invoice invoice) =>
        invoice.Contract is { } contract ? [.. service.ReadAll(ContractCustomer.Of(contract)).Select(row => new ContractCustomer(row))] : [];

    // A connection between two rows of different pages comes with each of them.
    private List<TransactionConnection> ReadConnections(string table, IReadOnlyCollection<Guid> ids) =>
        [.. service.ReadByIds(ids, some => TransactionConnection.Of(table, some)).GroupBy(row => row.Id, (_, same) => new TransactionConnection(same.First()))];

    private ILookup<Guid, Source> ReadSources(string table, IReadOnlyCollection<Guid> ids) =>
        service
            .ReadByIds(ids, some => TransactionOrigin.Of(table, some))
            .Select(row => new TransactionOrigin(row))
            .Where(origin => origin.Transaction is not null)
            .ToLookup(origin => origin.Transaction!.Value, origin => origin.Source);

    private static List<Guid> Ids(IEnumerable<BillableDetail> details) => [.. details.Select(detail => detail.Row.Id)];

    private static List<Guid> Ids(IEnumerable<Actual> actuals) => [.. actuals.Select(actual => actual.Id)];

    private static List<Actual> Originals(IEnumerable<BillableDetail> details) =>
        [.. details.Select(detail => detail.Original).OfType<Actual>().GroupBy(original => original.Id, (_, same) => same.First())];
}
