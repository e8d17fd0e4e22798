using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A part of a confirmation that is too large for one transaction (<c>pinv_confirmationchunk</c>).</summary>
/// <param name="entity">The row.</param>
internal sealed class ConfirmationChunk(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "pinv_confirmationchunk";
    public const string IdColumn = "pinv_confirmationchunkid";
    public const string NameColumn = "pinv_name";
    public const string InvoiceColumn = "pinv_invoiceid";
    public const string KindColumn = "pinv_kind";
    public const string AttemptColumn = "pinv_attempt";
    public const string OrdinalColumn = "pinv_ordinal";
    public const string StatusColumn = "pinv_status";
    public const string DetailsColumn = "pinv_details";
    public const string ResultColumn = "pinv_result";
    public const string FaultsColumn = "pinv_faults";
    public const string TriesColumn = "pinv_tries";
    public const string OwnerColumn = "ownerid";
#pragma warning restore CS1591

    private const char BetweenDetails = ',';

    /// <summary>The invoice.</summary>
    public Guid? Invoice => Lookup(InvoiceColumn);

    /// <summary>The name, for example <c>PF-1003 Bill 2.7</c>: invoice, kind, attempt, number.</summary>
    public string Name => Text(NameColumn) ?? Id.ToString("d");

    /// <summary>What the chunk does.</summary>
    public ChunkKind? Kind => Choice<ChunkKind>(KindColumn);

    /// <summary>The run of the confirmation it belongs to.</summary>
    public int Attempt => Entity.GetAttributeValue<int?>(AttemptColumn) ?? 0;

    /// <summary>Its number among those of its kind and attempt, from 0.</summary>
    public int Ordinal => Entity.GetAttributeValue<int?>(OrdinalColumn) ?? 0;

    /// <summary>The user in whose name an invoice of a bulk confirmation is confirmed; null where a team owns the row.</summary>
    public Guid? Owner => Entity.GetAttributeValue<EntityReference>(OwnerColumn) is { LogicalName: "systemuser" } owner ? owner.Id : null;

    /// <summary>How far it has got.</summary>
    public ChunkStatus? Status => Choice<ChunkStatus>(StatusColumn);

    /// <summary>How often it failed for a reason that may pass.</summary>
    public int Tries => Entity.GetAttributeValue<int?>(TriesColumn) ?? 0;

    /// <summary>What it found out, for those who follow; null where nothing.</summary>
    public string? Result => Text(ResultColumn);

    /// <summary>One fault a line; null where there is none.</summary>
    public string? Faults => Text(FaultsColumn);

    /// <summary>The invoice line details it is about, in the order of the invoice.</summary>
    public IReadOnlyList<Guid> Details => [.. (Text(DetailsColumn)?.Split(BetweenDetails) ?? []).Select(Guid.Parse)];

    /// <summary>The id of a chunk, which follows from what it is.</summary>
    /// <param name="attempt">The run of the confirmation.</param>
    /// <param name="kind">What the chunk does.</param>
    /// <param name="ordinal">Its number.</param>
    public static Guid IdOf(Guid invoice, int attempt, ChunkKind kind, int ordinal) =>
        NameBasedGuid.Derive(
            invoice.ToString("d"),
            "Chunk",
            attempt.ToString(CultureInfo.InvariantCulture),
            kind.ToString(),
            ordinal.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>A chunk that waits to be carried out.</summary>
    /// <param name="attempt">The run of the confirmation.</param>
    /// <param name="kind">What the chunk does.</param>
    /// <param name="ordinal">Its number.</param>
    /// <param name="details">The details it is about.</param>
    /// <param name="result">What it has to know from those before; null where nothing.</param>
    /// <returns>The row to create.</returns>
    public static Entity Pending(Invoice invoice, int attempt, ChunkKind kind, int ordinal, IEnumerable<Guid> details, string? result = null) =>
        new(Table, IdOf(invoice.Id, attempt, kind, ordinal))
        {
            [NameColumn] = string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}.{3}", invoice.Number, kind, attempt, ordinal + 1),
            [InvoiceColumn] = new EntityReference(Tables.Invoice.Table, invoice.Id),
            [KindColumn] = new OptionSetValue((int)kind),
            [AttemptColumn] = attempt,
            [OrdinalColumn] = ordinal,
            [StatusColumn] = new OptionSetValue((int)ChunkStatus.Pending),
            [DetailsColumn] = string.Join(BetweenDetails.ToString(), details.Select(detail => detail.ToString("d"))),
            [ResultColumn] = result,
            [TriesColumn] = 0,
        };

    /// <summary>Selects the chunks of one kind of one run of a confirmation.</summary>
    /// <param name="attempt">The run.</param>
    /// <param name="columns">The columns wanted besides kind, ordinal and status.</param>
    public static QueryExpression Of(Guid invoice, int attempt, ChunkKind kind, params string[] columns)
    {
        var query = Of(invoice, attempt, columns);
        query.Criteria.AddCondition(KindColumn, ConditionOperator.Equal, (int)kind);
        return query;
    }

    /// <summary>Selects the chunks that confirmed invoices in bulk.</summary>
    public static QueryExpression InBulk(IReadOnlyList<Guid> invoices)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(InvoiceColumn, AttemptColumn) };
        query.Criteria.AddCondition(KindColumn, ConditionOperator.Equal, (int)ChunkKind.Confirm);
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.In, invoices.Cast<object>().ToArray());
        return query;
    }

    /// <summary>Selects the chunks of one run of a confirmation.</summary>
    /// <param name="attempt">The run.</param>
    /// <param name="columns">The columns wanted besides kind, ordinal and status.</param>
    public static QueryExpression Of(Guid invoice, int attempt, params string[] columns)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet([KindColumn, OrdinalColumn, StatusColumn, .. columns]) };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        query.Criteria.AddCondition(AttemptColumn, ConditionOperator.Equal, attempt);
        return query;
    }
}
