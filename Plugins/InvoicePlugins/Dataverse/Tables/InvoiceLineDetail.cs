using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A detail of an invoice line: one transaction to be billed (<c>msdyn_invoicelinetransaction</c>).</summary>
/// <param name="entity">The row.</param>
public sealed class InvoiceLineDetail(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_invoicelinetransaction";
    public const string IdColumn = "msdyn_invoicelinetransactionid";
    public const string InvoiceColumn = "msdyn_invoice";
    public const string InvoiceLineColumn = "msdyn_invoicelineid";
    public const string CorrectionColumn = "msdyn_correction";
    public const string CorrectedDetailColumn = "msdyn_originalinvoicelinedetail";
    public const string PreviousAmountColumn = "msdyn_previousamount";
    public const string TaxAmountColumn = "pinv_taxamount";
    public const string MilestoneColumn = "pinv_milestoneid";
    public const string RetainerColumn = "pinv_retainerid";
    public const string RetainerActionColumn = "pinv_retaineraction";
#pragma warning restore CS1591

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

    /// <summary>The milestone it bills.</summary>
    public Guid? Milestone => Lookup(MilestoneColumn);

    /// <summary>The retainer it concerns.</summary>
    public Guid? Retainer => Lookup(RetainerColumn);

    /// <summary>Whether it corrects a detail that was billed before.</summary>
    public bool IsCorrection => Flag(CorrectionColumn) || CorrectedDetail is not null;

    /// <summary>The detail that it corrects.</summary>
    public Guid? CorrectedDetail => Lookup(CorrectedDetailColumn);

    /// <summary>Selects details with everything this class reads and all that an actual takes over.</summary>
    /// <returns>The query; the caller adds its conditions.</returns>
    public static QueryExpression Query() =>
        new(Table)
        {
            ColumnSet = new ColumnSet(
            [
                .. TransactionColumns.CommonToActualAndDetail, InvoiceColumn, InvoiceLineColumn, CorrectionColumn, CorrectedDetailColumn, TaxAmountColumn,
                MilestoneColumn, RetainerColumn, RetainerActionColumn,
            ]),
        };

    /// <summary>Selects the details of some ids.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>The query.</returns>
    public static QueryExpression ByIds(IReadOnlyList<Guid> ids)
    {
        var query = Query();
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }
}
