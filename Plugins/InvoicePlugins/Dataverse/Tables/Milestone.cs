using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A billing milestone of a fixed-price contract line (<c>msdyn_contractlinescheduleofvalue</c>).</summary>
/// <param name="entity">The row.</param>
internal sealed class Milestone(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_contractlinescheduleofvalue";
    public const string IdColumn = "msdyn_contractlinescheduleofvalueid";
    public const string NameColumn = "msdyn_name";
    public const string ContractColumn = "msdyn_contract";
    public const string StatusColumn = "msdyn_invoicestatus";
    public const string CurrencyColumn = "transactioncurrencyid";
    public const string AmountColumn = "msdyn_amount";
#pragma warning restore CS1591

    /// <summary>The name of the milestone.</summary>
    public string? Name => Text(NameColumn);

    /// <summary>The project contract.</summary>
    public Guid? Contract => Lookup(ContractColumn);

    /// <summary>The currency.</summary>
    public Guid? Currency => Lookup(CurrencyColumn);

    /// <summary>The agreed amount without tax; null where nobody said.</summary>
    public decimal? NetAmount => Amount(AmountColumn);

    /// <summary>How far billing has got.</summary>
    public MilestoneStatus? Status => Choice<MilestoneStatus>(StatusColumn);

    /// <summary>Selects the milestones of some ids.</summary>
    public static QueryExpression ByIds(IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(NameColumn, ContractColumn, StatusColumn, CurrencyColumn, AmountColumn, StateColumn, "versionnumber"),
        };
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }
}
