using System;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A contract customer, the funding source of finance (<c>msdyn_projectcontractsplitbillingrule</c>).</summary>
/// <param name="entity">The row.</param>
internal sealed class ContractCustomer(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_projectcontractsplitbillingrule";
    public const string NumberColumn = "msdyn_projectcontractsplitbillingrulenumber";
    public const string ContractColumn = "msdyn_projectcontractid";
#pragma warning restore CS1591

    /// <summary>The number that finance knows it by.</summary>
    public string? Number => Text(NumberColumn);

    /// <summary>Selects the contract customers of a contract.</summary>
    public static QueryExpression Of(Guid contract)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(NumberColumn, StateColumn) };
        query.Criteria.AddCondition(ContractColumn, ConditionOperator.Equal, contract);
        return query;
    }
}
