using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A retainer or advance of a project contract (<c>pinv_retainer</c>). Its row is where two invoices that use it at once meet.</summary>
/// <param name="entity">The row.</param>
internal sealed class Retainer(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "pinv_retainer";
    public const string IdColumn = "pinv_retainerid";
    public const string NameColumn = "pinv_name";
    public const string ContractColumn = "pinv_contractid";
    public const string ContractCustomerColumn = "pinv_contractcustomerid";
    public const string TotalColumn = "pinv_amount";
    public const string UsedColumn = "pinv_usedamount";
    public const string StatusColumn = "pinv_status";
    public const string CurrencyColumn = "transactioncurrencyid";
    public const string OpenActualColumn = "pinv_openactualid";
#pragma warning restore CS1591

    /// <summary>What the retainer is called by its user.</summary>
    public string Name => Text(NameColumn) ?? Id.ToString("d");

    /// <summary>The project contract.</summary>
    public Guid? Contract => Lookup(ContractColumn);

    /// <summary>The contract customer who pays it, and whose invoices it can be applied on.</summary>
    public Guid? ContractCustomer => Lookup(ContractCustomerColumn);

    /// <summary>The currency.</summary>
    public Guid? Currency => Lookup(CurrencyColumn);

    /// <summary>The whole amount in its currency; none counts as zero.</summary>
    public decimal Total => Amount(TotalColumn) ?? 0;

    /// <summary>What was applied and refunded, in its currency; none counts as zero.</summary>
    public decimal Used => Amount(UsedColumn) ?? 0;

    /// <summary>How far it has got; none counts as open.</summary>
    public RetainerStatus Status => Choice<RetainerStatus>(StatusColumn) ?? RetainerStatus.Open;

    /// <summary>The negative unbilled sales actual that holds what is left of it; null where nothing is.</summary>
    public Guid? OpenActual => Lookup(OpenActualColumn);

    /// <summary>Selects the retainers of some ids.</summary>
    public static QueryExpression ByIds(IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(
                NameColumn,
                ContractColumn,
                ContractCustomerColumn,
                TotalColumn,
                UsedColumn,
                StatusColumn,
                CurrencyColumn,
                OpenActualColumn,
                StateColumn,
                "versionnumber"
            ),
        };
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }
}
