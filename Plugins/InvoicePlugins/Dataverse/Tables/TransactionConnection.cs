using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A connection between two transactions, each with its role. Readers take it from both of its ends.</summary>
/// <param name="entity">The row.</param>
internal sealed class TransactionConnection(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_transactionconnection";
    public const string NameColumn = "msdyn_name";
    public const string Transaction1Column = "msdyn_transaction1";
    public const string Role1Column = "msdyn_transaction1role";
    public const string Type1Column = "msdyn_transaction1type";
    public const string Transaction2Column = "msdyn_transaction2";
    public const string Role2Column = "msdyn_transaction2role";
    public const string Type2Column = "msdyn_transaction2type";
#pragma warning restore CS1591

    /// <summary>The first end.</summary>
    public ConnectionEnd End1 => new(Text(Type1Column), Text(Transaction1Column), Text(Role1Column));

    /// <summary>The second end.</summary>
    public ConnectionEnd End2 => new(Text(Type2Column), Text(Transaction2Column), Text(Role2Column));

    /// <summary>The connection from both of its ends.</summary>
    public IEnumerable<ConnectionView> FromBothEnds => [new(End1, End2), new(End2, End1)];

    /// <summary>A connection between two transactions. Its id follows from its ends, so that it is never there twice.</summary>
    /// <param name="first">The first end.</param>
    /// <param name="second">The second end.</param>
    /// <returns>The row to create.</returns>
    public static Entity Between(ConnectionEnd first, ConnectionEnd second) =>
        new(Table, NameBasedGuid.Derive(first.Transaction ?? "", first.Role ?? "", second.Transaction ?? "", second.Role ?? ""))
        {
            [NameColumn] = first.Role + " - " + second.Role,
            [Transaction1Column] = first.Transaction,
            [Role1Column] = first.Role,
            [Type1Column] = first.Table,
            [Transaction2Column] = second.Transaction,
            [Role2Column] = second.Role,
            [Type2Column] = second.Table,
        };

    /// <summary>Selects the connections that have one of several rows at either end.</summary>
    /// <param name="table">The table of the rows.</param>
    /// <param name="ids">The rows.</param>
    public static QueryExpression Of(string table, IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(Transaction1Column, Role1Column, Type1Column, Transaction2Column, Role2Column, Type2Column),
        };
        var texts = ids.Select(id => id.ToString("d")).ToList();
        query.Criteria.FilterOperator = LogicalOperator.Or;
        var first = query.Criteria.AddFilter(LogicalOperator.And);
        first.AddCondition(Type1Column, ConditionOperator.Equal, table);
        first.AddAnyOf(Transaction1Column, texts);
        var second = query.Criteria.AddFilter(LogicalOperator.And);
        second.AddCondition(Type2Column, ConditionOperator.Equal, table);
        second.AddAnyOf(Transaction2Column, texts);
        return query;
    }
}
