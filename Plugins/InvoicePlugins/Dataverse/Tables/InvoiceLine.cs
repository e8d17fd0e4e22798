using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A line of an invoice: one for each contract line.</summary>
/// <param name="entity">The row.</param>
internal sealed class InvoiceLine(Entity entity) : Row(entity)
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
    public const string QuantityColumn = "quantity";
#pragma warning restore CS1591

    // What a corrective invoice takes over of a line. Its amounts come from its own details, so none of them is among these.
    private static readonly string[] Copied =
    [
        NameColumn,
        LineNumberColumn,
        LineOrderColumn,
        BillingMethodColumn,
        ProductTypeColumn,
        ContractLineColumn,
        "description",
        "isproductoverridden",
        "msdyn_contractline",
        "msdyn_currency",
        "msdyn_linetype",
        "msdyn_project",
        "productdescription",
        "productid",
        QuantityColumn,
        "transactioncurrencyid",
        "uomid",
    ];

    private const string CompanyAlias = "company";
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

    /// <summary>The company of the project of its contract line; null where there is none.</summary>
    public string? Company => ProjectCompany.CodeIn(Entity, CompanyAlias);

    /// <summary>Product or project service; null where not told, which is a project service.</summary>
    public ProductType? ProductType => Choice<ProductType>(ProductTypeColumn);

    /// <summary>Whether it sells a product and not work on a project.</summary>
    public bool IsProduct => ProductType is not (null or Tables.ProductType.ProjectService);

    /// <summary>How the line is billed: its own word, else the contract line's.</summary>
    public BillingMethod? BillingMethod =>
        Choice<BillingMethod>(BillingMethodColumn)
        ?? (Linked<OptionSetValue>(ContractLineBillingMethodAlias) is { } ofContractLine ? (BillingMethod)ofContractLine.Value : null);

    /// <summary>Selects the lines of an invoice that sell products.</summary>
    public static QueryExpression ProductsOf(Guid invoice)
    {
        var query = Of(invoice);
        query.Criteria.AddCondition(ProductTypeColumn, ConditionOperator.NotNull);
        query.Criteria.AddCondition(ProductTypeColumn, ConditionOperator.NotEqual, (int)Tables.ProductType.ProjectService);
        return query;
    }

    /// <summary>A line of another invoice for the same work, not yet with an amount.</summary>
    /// <param name="invoice">The other invoice.</param>
    /// <param name="number">Its number there.</param>
    /// <returns>The row to create.</returns>
    public Entity CopyTo(Guid id, Guid invoice, int? number)
    {
        var copy = new Entity(Table, id);
        foreach (var column in Copied.Where(Entity.Contains))
        {
            copy[column] = Entity[column];
        }

        copy[InvoiceColumn] = new EntityReference(Invoice.Table, invoice);
        copy[LineNumberColumn] = number;
        copy[QuantityColumn] = copy.GetAttributeValue<decimal?>(QuantityColumn) ?? 1;
        return copy;
    }

    /// <summary>Selects the lines of an invoice with all that a copy takes over.</summary>
    public static QueryExpression WholeOf(Guid invoice)
    {
        var query = Of(invoice);
        query.ColumnSet.AddColumns(Copied.Except(query.ColumnSet.Columns).ToArray());
        return query;
    }

    /// <summary>Selects some lines of an invoice.</summary>
    /// <param name="invoice">The invoice; lines of others are left out.</param>
    /// <param name="ids">The lines.</param>
    public static QueryExpression ByIds(Guid invoice, IReadOnlyList<Guid> ids)
    {
        var query = Of(invoice);
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>Selects the lines of an invoice.</summary>
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
        ProjectCompany.Add(contractLine, CompanyAlias);
        return query;
    }
}
