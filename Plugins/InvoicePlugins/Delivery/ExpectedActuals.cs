using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Delivery;

/// <summary>
/// Looks whether other logic, which creates the actuals where this product does not (<c>pinv_CreateActuals</c> = no), has billed every detail of an invoice:
/// whether each is the origin of a billed sales actual, and these are connected. With a few reads a page, never one a detail.
/// </summary>
/// <param name="service">Reads with all rights.</param>
internal sealed class ExpectedActuals(IOrganizationService service)
{
    /// <summary>Whether all of them are there.</summary>
    public bool AreThere(Guid invoice)
    {
        var details = service.ReadAll(InvoiceLineDetail.OfInvoice(invoice)).Select(row => new InvoiceLineDetail(row)).ToList();
        var cameFrom = service
            .ReadByIds(details.SelectMany(Origins).Distinct().ToList(), ids => TransactionOrigin.CameFrom(InvoiceLineDetail.Table, Actual.Table, ids))
            .Select(row => new TransactionOrigin(row))
            .Where(origin => origin.Transaction is not null)
            .ToList();
        var billed = service
            .ReadByIds(cameFrom.Select(origin => origin.Transaction!.Value).Distinct().ToList(), Actual.PostingOf)
            .Select(row => new Actual(row))
            .Where(actual => actual.Type == TransactionType.BilledSales)
            .ToDictionary(actual => actual.Id);
        var billedOf = cameFrom
            .Where(origin => billed.ContainsKey(origin.Transaction!.Value))
            .ToLookup(origin => origin.Source.Id, origin => billed[origin.Transaction!.Value], StringComparer.OrdinalIgnoreCase);

        var ofDetails = details
            .SelectMany(detail => BilledOf(detail, invoice, billedOf), (detail, actual) => new { detail.Id, Actual = actual })
            .ToLookup(pair => pair.Id, pair => pair.Actual);
        return details.All(detail => ofDetails[detail.Id].Any()) && new ExpectedConnections(service).AreThere(invoice, details, ofDetails);
    }

    // A credit comes from the detail that it takes back, which was billed by another invoice before.
    private static IEnumerable<Actual> BilledOf(InvoiceLineDetail detail, Guid invoice, ILookup<string, Actual> billedOf) =>
        detail.CorrectedDetail is { } corrected
            ? billedOf[detail.Id.ToString("d")].Concat(billedOf[corrected.ToString("d")].Where(actual => actual.Invoice == invoice))
            : billedOf[detail.Id.ToString("d")];

    private static IEnumerable<Guid> Origins(InvoiceLineDetail detail) => detail.CorrectedDetail is { } corrected ? [detail.Id, corrected] : [detail.Id];
}
