using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A line of an invoice: one for each contract line.</summary>
/// <param name="entity">The row.</param>
public sealed class InvoiceLine(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "invoicedetail";
    public const string IdColumn = "invoicedetailid";
    public const string InvoiceColumn = "invoiceid";
    public const string NameColumn = "invoicedetailname";
    public const string LineNumberColumn = "lineitemnumber";
    public const string LineOrderColumn = "msdyn_lineorder";
    public const string BillingMethodColumn = "msdyn_billingmethod";
    public const string ProductTypeColumn = "producttypecode";
    public const string ContractLineColumn = "salesorderdetailid";
#pragma warning restore CS1591

    private const string ContractOfContractLineAlias = "contractline.salesorderid";
    private const string ContractLineBillingMethodAlias = "contractline.msdyn_billingmethod";

    /// <summary>The number of the line on the invoice; null where nobody gave it one.</summary>
    public int? LineNumber => Entity.GetAttributeValue<int?>(LineNumberColumn) ?? Entity.GetAttributeValue<int?>(LineOrderColumn);

    /// <summary>The name of the line.</summary>
    public string? Name => Text(NameColumn);

    /// <summary>The contract line it bills.</summary>
    public Guid? ContractLine => Lookup(ContractLineColumn);

    /// <summary>The contract of the contract line it bills; null where it names none.</summary>
    public Guid? ContractOfContractLine => Linked<EntityReference>(ContractOfContractLineAlias)?.Id;

    /// <summary>Product or project service; null where not told, which is a project service.</summary>
    public ProductType? ProductType => Choice<ProductType>(ProductTypeColumn);

    /// <summary>How the line is billed: its own word, else the contract line's.</summary>
    public BillingMethod? BillingMethod =>
        Choice<BillingMethod>(BillingMethodColumn)
        ?? (Linked<OptionSetValue>(ContractLineBillingMethodAlias) is { } ofContractLine ? (BillingMethod)ofContractLine.Value : null);

    /// <summary>Selects some lines of an invoice.</summary>
    /// <param name="invoice">The invoice; lines of others are left out.</param>
    /// <param name="ids">The lines.</param>
    /// <returns>The query.</returns>
    public static QueryExpression ByIds(Guid invoice, IReadOnlyList<Guid> ids)
    {
        var query = Of(invoice);
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>Selects the lines of an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <returns>The query.</returns>
    public static QueryExpression Of(Guid invoice)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(NameColumn, LineNumberColumn, LineOrderColumn, BillingMethodColumn, ProductTypeColumn, ContractLineColumn),
        };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        var contractLine = query.AddLink("salesorderdetail", ContractLineColumn, "salesorderdetailid", JoinOperator.LeftOuter);
        contractLine.Columns = new ColumnSet("msdyn_billingmethod", "salesorderid");
        contractLine.EntityAlias = "contractline";
        return query;
    }
}
