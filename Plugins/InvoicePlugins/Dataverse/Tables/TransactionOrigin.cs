using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>Says from what a transaction came.</summary>
/// <param name="entity">The row.</param>
internal sealed class TransactionOrigin(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_transactionorigin";
    public const string NameColumn = "msdyn_name";
    public const string OriginColumn = "msdyn_origin";
    public const string OriginTypeColumn = "msdyn_origintype";
    public const string TransactionColumn = "msdyn_transaction";
    public const string TransactionTypeColumn = "msdyn_transactiontype";
#pragma warning restore CS1591

    /// <summary>What the transaction came from.</summary>
    public Source Source => new(Text(OriginTypeColumn) ?? "", Text(OriginColumn) ?? "");

    /// <summary>The transaction's id; null where the text is none.</summary>
    public Guid? Transaction => Guid.TryParse(Text(TransactionColumn), out var id) ? id : null;

    /// <summary>The table of the transaction.</summary>
    public string? TransactionTable => Text(TransactionTypeColumn);

    /// <summary>An origin of a transaction. Its id follows from both, so that it is never there twice.</summary>
    /// <param name="source">What the transaction came from.</param>
    /// <param name="table">The table of the transaction.</param>
    /// <returns>The row to create.</returns>
    public static Entity Of(Source source, string table, Guid transaction) =>
        new(Table, NameBasedGuid.Derive(transaction.ToString("d"), source.Table, source.Id))
        {
            [NameColumn] = source.Table,
            [OriginColumn] = source.Id,
            [OriginTypeColumn] = source.Table,
            [TransactionColumn] = transaction.ToString("d"),
            [TransactionTypeColumn] = table,
        };

    /// <summary>Selects which transactions of a table came from some rows.</summary>
    /// <param name="originTable">The table of the rows.</param>
    /// <param name="table">The table of the transactions.</param>
    /// <param name="ids">The rows.</param>
    public static QueryExpression CameFrom(string originTable, string table, IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(OriginColumn, OriginTypeColumn, TransactionColumn) };
        query.Criteria.AddCondition(OriginTypeColumn, ConditionOperator.Equal, originTable);
        query.Criteria.AddCondition(TransactionTypeColumn, ConditionOperator.Equal, table);
        query.Criteria.AddAnyOf(OriginColumn, ids.Select(id => id.ToString("d")));
        return query;
    }

    /// <summary>Selects the origins of several transactions.</summary>
    /// <param name="table">The table of the transactions.</param>
    /// <param name="ids">The transactions.</param>
    public static QueryExpression Of(string table, IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(OriginColumn, OriginTypeColumn, TransactionColumn) };
        query.Criteria.AddCondition(TransactionTypeColumn, ConditionOperator.Equal, table);
        query.Criteria.AddAnyOf(TransactionColumn, ids.Select(id => id.ToString("d")));
        return query;
    }
}
