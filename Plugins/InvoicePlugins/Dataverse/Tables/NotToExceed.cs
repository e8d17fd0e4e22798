using System;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>
/// A not-to-exceed limit (<c>pinv_nottoexceed</c>): what may be billed on a contract, on one of its lines, to one of its customers, or to one of them on one
/// line; which of these four it is say its filled lookups. What was billed is counted on the row itself, so that no actual, however faulty, can spoil the
/// count.
/// </summary>
/// <param name="entity">The row.</param>
internal sealed class NotToExceed(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "pinv_nottoexceed";
    public const string NameColumn = "pinv_name";
    public const string ContractColumn = "pinv_contractid";
    public const string ContractLineColumn = "pinv_contractlineid";
    public const string ContractCustomerColumn = "pinv_contractcustomerid";
    public const string LimitColumn = "pinv_amount";
    public const string BilledColumn = "pinv_billedamount";
    public const string LastInvoiceNumberColumn = "pinv_lastinvoicenumber";
    public const string CurrencyColumn = "transactioncurrencyid";
#pragma warning restore CS1591

    /// <summary>What the limit is called by its user.</summary>
    public string Name => Text(NameColumn) ?? Id.ToString("d");

    /// <summary>The contract line it is for; null where it is for all.</summary>
    public Guid? ContractLine => Lookup(ContractLineColumn);

    /// <summary>The contract customer it is for; null where it is for all.</summary>
    public Guid? ContractCustomer => Lookup(ContractCustomerColumn);

    /// <summary>What may be billed without tax, in its currency; null where nobody said, which limits nothing.</summary>
    public decimal? Limit => Amount(LimitColumn);

    /// <summary>What confirmed invoices have billed without tax, in its currency; none counts as zero.</summary>
    public decimal Billed => Amount(BilledColumn) ?? 0;

    /// <summary>The currency.</summary>
    public Guid? Currency => Lookup(CurrencyColumn);

    /// <summary>
    /// Selects the active limits of a contract that hold for one of its customers, always in the same order, so that two who lock them never wait for each
    /// other.
    /// </summary>
    /// <param name="contractCustomer">The contract customer; null selects those for all customers only.</param>
    public static QueryExpression Of(Guid contract, Guid? contractCustomer)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(NameColumn, ContractLineColumn, ContractCustomerColumn, LimitColumn, BilledColumn, CurrencyColumn),
        };
        query.Criteria.AddCondition(ContractColumn, ConditionOperator.Equal, contract);
        query.Criteria.AddCondition("statecode", ConditionOperator.Equal, 0);
        var customer = query.Criteria.AddFilter(LogicalOperator.Or);
        customer.AddCondition(ContractCustomerColumn, ConditionOperator.Null);
        if (contractCustomer is { } id)
        {
            customer.AddCondition(ContractCustomerColumn, ConditionOperator.Equal, id);
        }

        return query;
    }
}
