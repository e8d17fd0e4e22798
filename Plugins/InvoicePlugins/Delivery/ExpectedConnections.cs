using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Delivery;

/// <summary>
/// Looks whether other logic has also connected the actuals that it made: only by its connections is a reversal that billing made told from any other, and
/// finance would take back twice what was accrued. Asks for those that the product documents, and no others. With a few reads a page, never one a detail.
/// </summary>
/// <param name="service">Reads with all rights.</param>
internal sealed class ExpectedConnections(IOrganizationService service)
{
    /// <summary>Whether all of them are there.</summary>
    /// <param name="billedOf">The billed sales actuals of this invoice that come from a detail, by its id.</param>
    public bool AreThere(Guid invoice, IReadOnlyCollection<InvoiceLineDetail> details, ILookup<Guid, Actual> billedOf)
    {
        var originals = Ends(InvoiceLineDetail.Table, details.Select(detail => detail.Id), ConnectionRole.BilledSales, ConnectionRole.UnbilledSales)
            .Where(ends => ends.Far.Id is not null)
            .ToLookup(ends => ends.Near.Id!.Value, ends => ends.Far.Id!.Value);
        var reversed = Ids(Ends(Actual.Table, originals.SelectMany(ids => ids), ConnectionRole.Original, ConnectionRole.Reversing));
        var ofBilled = Connections(Actual.Table, billedOf.SelectMany(actuals => actuals).Select(actual => actual.Id)).ToList();
        var bills = Ids(Between(ofBilled, Actual.Table, ConnectionRole.BilledSales, ConnectionRole.UnbilledSales));
        var credits = Ids(Between(ofBilled, Actual.Table, ConnectionRole.Reversing, ConnectionRole.Original));
        var timeAndMaterial = new HashSet<Guid>(
            service
                .ReadAll(InvoiceLine.Of(invoice))
                .Select(row => new InvoiceLine(row))
                .Where(line => line.BillingMethod == BillingMethod.TimeAndMaterial)
                .Select(line => line.Id)
        );

        return details.All(detail =>
            detail.CorrectedDetail is not null
                ? billedOf[detail.Id].Any(actual => credits.Contains(actual.Id))
                : originals[detail.Id].All(reversed.Contains) && (!HasUnbilled(detail) || billedOf[detail.Id].All(actual => bills.Contains(actual.Id)))
        );

        bool HasUnbilled(InvoiceLineDetail detail) =>
            originals[detail.Id].Any()
            || (detail is { Class: not TransactionClass.Milestone, Retainer: null, InvoiceLine: { } line } && timeAndMaterial.Contains(line));
    }

    private IEnumerable<ConnectionView> Ends(string table, IEnumerable<Guid> ids, string near, string far) =>
        Between(Connections(table, ids), table, near, far);

    private IEnumerable<TransactionConnection> Connections(string table, IEnumerable<Guid> ids) =>
        service.ReadByIds(ids.Distinct().ToList(), some => TransactionConnection.Of(table, some)).Select(row => new TransactionConnection(row));

    private static IEnumerable<ConnectionView> Between(IEnumerable<TransactionConnection> connections, string table, string near, string far) =>
        connections
            .SelectMany(connection => connection.FromBothEnds)
            .Where(ends => ends.Near.Is(table, near) && ends.Far.Is(Actual.Table, far) && ends.Near.Id is not null);

    private static HashSet<Guid> Ids(IEnumerable<ConnectionView> ends) => [.. ends.Select(one => one.Near.Id!.Value)];
}
