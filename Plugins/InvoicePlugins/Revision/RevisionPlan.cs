using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>The rows that revision writes below a corrective draft. Pure.</summary>
/// <param name="Lines">The lines to create.</param>
/// <param name="Details">The details to create: each takes back the whole of what it corrects until somebody enters what should have been billed.</param>
/// <param name="Connections">The connections to create: a detail replaces a billed row.</param>
/// <param name="Origins">The origins to create.</param>
internal sealed record RevisionPlan(
    IReadOnlyList<Entity> Lines,
    IReadOnlyList<Entity> Details,
    IReadOnlyList<Entity> Connections,
    IReadOnlyList<Entity> Origins
)
{
    private static readonly IReadOnlyList<string> Copied =
    [
        .. TransactionColumns.CommonToActualAndDetail,
        InvoiceLineDetail.MilestoneColumn,
        InvoiceLineDetail.RetainerColumn,
        InvoiceLineDetail.RetainerActionColumn,
    ];

    /// <summary>The number of rows.</summary>
    public int Writes => Lines.Count + Details.Count + Connections.Count + Origins.Count;

    /// <summary>Plans the corrections of some details.</summary>
    /// <param name="invoice">The confirmed invoice.</param>
    /// <param name="draft">The draft that takes them.</param>
    /// <param name="owner">The owner of the draft and what is below it.</param>
    /// <param name="draftLines">The lines that the draft has already.</param>
    /// <param name="details">The details with the billed row each of them corrects.</param>
    /// <param name="run">Tells this run from any other, since a detail may be removed from the draft and revised into it again.</param>
    public static RevisionPlan Of(
        Invoice invoice,
        Guid draft,
        EntityReference? owner,
        IReadOnlyList<InvoiceLine> draftLines,
        IReadOnlyList<Revisability> details,
        Guid run
    )
    {
        var lines = CorrectiveLines.For(
            [.. details.Select(detail => detail.Detail.Line!).GroupBy(line => line.Id, (_, same) => same.First())],
            draft,
            draftLines
        );
        var rows = details.Select(detail => DetailOf(detail, draft, lines.LineFor(detail.Detail.Line!.Id), owner, run)).ToList();

        return new(
            lines.New,
            rows,
            [.. rows.Zip(details, (row, detail) => ConnectionOf(row.Id, detail.Billed!.Id))],
            [.. rows.Zip(details, (row, detail) => SourcesOf(invoice, detail.Detail).Select(source => OriginOf(source, row.Id))).SelectMany(origins => origins)]
        );
    }

    private static Entity DetailOf(Revisability revised, Guid draft, Guid line, EntityReference? owner, Guid run)
    {
        var corrected = revised.Detail.Row;
        var billed = revised.Billed!;
        var row = new Entity(InvoiceLineDetail.Table, NameBasedGuid.Derive(run.ToString("d"), billed.Id.ToString("d")));
        foreach (var column in Copied.Where(corrected.Entity.Contains))
        {
            row[column] = corrected.Entity[column];
        }

        row[TransactionColumns.Type] = new OptionSetValue((int)TransactionType.BilledSales);
        row[InvoiceLineDetail.InvoiceColumn] = new EntityReference(Invoice.Table, draft);
        row[InvoiceLineDetail.InvoiceLineColumn] = new EntityReference(InvoiceLine.Table, line);
        row[InvoiceLineDetail.CorrectionColumn] = true;
        row[InvoiceLineDetail.CorrectedDetailColumn] = corrected.Entity.ToEntityReference();
        row[TransactionColumns.Quantity] = 0m;
        row[TransactionColumns.Price] = new Money(billed.Price);
        row[TransactionColumns.Amount] = new Money(0);
        row[InvoiceLineDetail.PreviousAmountColumn] = new Money(billed.NetAmount);
        row[TransactionColumns.BillingType] = billed.BillingType is { } billingType ? new OptionSetValue((int)billingType) : null;
        if (owner is not null)
        {
            row[InvoiceLineDetail.OwnerColumn] = owner;
        }

        return row;
    }

    private static IEnumerable<Source> SourcesOf(Invoice invoice, RevisableDetail detail) =>
        new[] { new Source(Invoice.Table, invoice.Id), new Source(InvoiceLine.Table, detail.Line!.Id), new Source(InvoiceLineDetail.Table, detail.Row.Id) }
            .Concat(detail.Sources)
            .Distinct();

    private static Entity ConnectionOf(Guid detail, Guid billed) =>
        TransactionConnection.Between(
            new ConnectionEnd(InvoiceLineDetail.Table, detail.ToString("d"), ConnectionRole.Replacing),
            new ConnectionEnd(Actual.Table, billed.ToString("d"), ConnectionRole.Original)
        );

    private static Entity OriginOf(Source source, Guid detail) => TransactionOrigin.Of(source, InvoiceLineDetail.Table, detail);
}
