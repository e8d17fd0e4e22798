using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A detail of an invoice line: one transaction to be billed (<c>msdyn_invoicelinetransaction</c>).</summary>
/// <param name="entity">The row.</param>
internal sealed class InvoiceLineDetail(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_invoicelinetransaction";
    public const string IdColumn = "msdyn_invoicelinetransactionid";
    public const string InvoiceColumn = "msdyn_invoice";
    public const string OwnerColumn = "ownerid";
    public const string InvoiceLineColumn = "msdyn_invoicelineid";
    public const string CorrectionColumn = "msdyn_correction";
    public const string CorrectedDetailColumn = "msdyn_originalinvoicelinedetail";
    public const string PreviousAmountColumn = "msdyn_previousamount";
    public const string TaxAmountColumn = "pinv_taxamount";
    public const string MilestoneColumn = "pinv_milestoneid";
    public const string RetainerColumn = "pinv_retainerid";
    public const string RetainerActionColumn = "pinv_retaineraction";
#pragma warning restore CS1591

    private const string InvoiceAlias = "invoice";
    private const string LineAlias = "line";
    private const string CompanyAlias = "company";

    /// <summary>The invoice of the line it stands on; read by <see cref="Places"/> only.</summary>
    public Guid? InvoiceOfLine => Linked<EntityReference>(LineAlias + "." + Tables.InvoiceLine.InvoiceColumn)?.Id;

    /// <summary>The number of the line it stands on; read by <see cref="Places"/> only.</summary>
    public int? NumberOfLine =>
        Linked<int?>(LineAlias + "." + Tables.InvoiceLine.LineNumberColumn) ?? Linked<int?>(LineAlias + "." + Tables.InvoiceLine.LineOrderColumn);

    /// <summary>The invoice the detail names.</summary>
    public Guid? Invoice => Lookup(InvoiceColumn);

    /// <summary>The invoice line the detail stands on.</summary>
    public Guid? InvoiceLine => Lookup(InvoiceLineColumn);

    /// <summary>What the detail is called by its user.</summary>
    public string? Description => Text(TransactionColumns.Description);

    /// <summary>Time, expense, material, milestone, fee; a number that is none of them is kept.</summary>
    public TransactionClass? Class => Choice<TransactionClass>(TransactionColumns.Class);

    /// <summary>Whether the detail is charged.</summary>
    public BillingType? BillingType => Choice<BillingType>(TransactionColumns.BillingType);

    /// <summary>How the amount comes about; null means quantity times price.</summary>
    public AmountMethod? AmountMethod => Choice<AmountMethod>(TransactionColumns.AmountMethod);

    /// <summary>The quantity to be billed.</summary>
    public decimal? Quantity => Numeric(TransactionColumns.Quantity);

    /// <summary>The price per unit.</summary>
    public decimal? Price => Amount(TransactionColumns.Price);

    /// <summary>The amount without tax; null where it was left to quantity and price.</summary>
    public decimal? NetAmount => Amount(TransactionColumns.Amount);

    /// <summary>The tax of the pro forma.</summary>
    public decimal? TaxAmount => Amount(TaxAmountColumn);

    /// <summary>The currency.</summary>
    public Guid? Currency => Lookup(TransactionColumns.Currency);

    /// <summary>The project contract the detail names.</summary>
    public Guid? Contract => Lookup(TransactionColumns.Contract);

    /// <summary>The company of the project it names; null where there is none.</summary>
    public string? Company => ProjectCompany.CodeIn(Entity, CompanyAlias);

    /// <summary>The milestone it bills.</summary>
    public Guid? Milestone => Lookup(MilestoneColumn);

    /// <summary>The retainer it concerns.</summary>
    public Guid? Retainer => Lookup(RetainerColumn);

    /// <summary>What it does with its retainer.</summary>
    public RetainerAction? RetainerAction => Choice<RetainerAction>(RetainerActionColumn);

    /// <summary>Whether it corrects a detail that was billed before.</summary>
    public bool IsCorrection => Flag(CorrectionColumn) || CorrectedDetail is not null;

    /// <summary>The detail that it corrects.</summary>
    public Guid? CorrectedDetail => Lookup(CorrectedDetailColumn);

    /// <summary>Selects where details stand and what tells which of them belong together, and nothing else.</summary>
    /// <returns>The query; the caller adds its conditions.</returns>
    public static QueryExpression Places()
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(InvoiceColumn, TransactionColumns.Class, MilestoneColumn, RetainerColumn) };
        var line = query.AddLink(Tables.InvoiceLine.Table, InvoiceLineColumn, Tables.InvoiceLine.IdColumn, JoinOperator.LeftOuter);
        line.Columns = new ColumnSet(Tables.InvoiceLine.InvoiceColumn, Tables.InvoiceLine.LineNumberColumn, Tables.InvoiceLine.LineOrderColumn);
        line.EntityAlias = LineAlias;
        return query;
    }

    /// <summary>Selects the details of an invoice, and nothing of them but what they correct and what tells which actuals they lead to.</summary>
    public static QueryExpression OfInvoice(Guid invoice)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(CorrectedDetailColumn, InvoiceLineColumn, TransactionColumns.Class, RetainerColumn),
        };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        return query;
    }

    /// <summary>Selects where some details stand.</summary>
    /// <param name="ids">The details.</param>
    public static QueryExpression PlacesByIds(IReadOnlyList<Guid> ids)
    {
        var query = Places();
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>Selects on which invoices some details stand; see <see cref="InvoiceNumberIn"/>.</summary>
    /// <param name="ids">The details.</param>
    public static QueryExpression InvoiceNumbersByIds(IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(InvoiceColumn) };
        var invoice = query.AddLink(Tables.Invoice.Table, InvoiceColumn, "invoiceid", JoinOperator.LeftOuter);
        invoice.Columns = new ColumnSet(Tables.Invoice.InvoiceNumberColumn, Tables.Invoice.ProposalNumberColumn);
        invoice.EntityAlias = InvoiceAlias;
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>The number of the invoice in a row of <see cref="InvoiceNumbersByIds"/>.</summary>
    /// <returns>The number as its user knows it.</returns>
    public static string InvoiceNumberIn(Entity row) =>
        row.GetAttributeValue<AliasedValue>(InvoiceAlias + "." + Tables.Invoice.ProposalNumberColumn)?.Value as string
        ?? row.GetAttributeValue<AliasedValue>(InvoiceAlias + "." + Tables.Invoice.InvoiceNumberColumn)?.Value as string
        ?? "an invoice line without invoice";

    /// <summary>Selects where the details stand that name some milestones.</summary>
    public static QueryExpression PlacesByMilestones(IReadOnlyList<Guid> milestones)
    {
        var query = Places();
        query.Criteria.AddAnyOf(MilestoneColumn, milestones);
        return query;
    }

    /// <summary>Selects some details with everything this class reads.</summary>
    /// <param name="ids">The details.</param>
    public static QueryExpression ByIds(IReadOnlyList<Guid> ids)
    {
        var query = Query();
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>Selects details with everything this class reads and all that an actual takes over.</summary>
    /// <returns>The query; the caller adds its conditions.</returns>
    public static QueryExpression Query()
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet([
                .. TransactionColumns.CommonToActualAndDetail,
                InvoiceColumn,
                InvoiceLineColumn,
                CorrectionColumn,
                CorrectedDetailColumn,
                TaxAmountColumn,
                MilestoneColumn,
                RetainerColumn,
                RetainerActionColumn,
                StateColumn,
            ]),
        };
        ProjectCompany.Add(query, CompanyAlias);
        return query;
    }
}
