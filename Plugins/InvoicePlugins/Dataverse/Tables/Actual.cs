using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>An actual: one entry of the project's books (<c>msdyn_actual</c>).</summary>
/// <param name="entity">The row.</param>
internal sealed class Actual(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "msdyn_actual";
    public const string IdColumn = "msdyn_actualid";
    public const string ImportIdColumn = "msdyn_actualimportid";
    public const string BillingStatusColumn = "msdyn_billingstatus";
    public const string AdjustmentStatusColumn = "msdyn_adjustmentstatus";
    public const string AccountingDateColumn = "msdyn_accountingdate";
    public const string InvoiceColumn = "msdyn_invoice";
    public const string ContractCustomerColumn = "msdyn_projectcontractsplitbillingrule";
    public const string ContractLineValueColumn = "msdyn_valueofsalescontractline";
    public const string SkipSyncColumn = "pinv_skipsync";
    public const string TaxAmountColumn = "pinv_taxamount";
    public const string OwnerColumn = "ownerid";
    public const string VoucherColumn = "msdyn_vouchernumber";
    public const string ExchangeRateColumn = "msdyn_accountexchangerate";
    public const string AccountingAmountColumn = "msdyn_accountingamount";
    public const string AccountingTaxAmountColumn = "msdyn_accountingtaxamount";
#pragma warning restore CS1591

    private const string CompanyAlias = "company";

    /// <summary>What rows made from an actual take over from it, beyond what details have too.</summary>
    public static IReadOnlyList<string> CopiedFromActual { get; } =
    [
        .. TransactionColumns.Copied,
        ContractCustomerColumn,
        ContractLineValueColumn,
        "msdyn_nameofbookableresource",
        "msdyn_externaloriginreference",
        "msdyn_externalreferencedate",
        "msdyn_externalreferenceid",
    ];

    /// <summary>Cost, unbilled or billed sales.</summary>
    public TransactionType? Type => Choice<TransactionType>(TransactionColumns.Type);

    /// <summary>Time, expense, material, milestone, fee.</summary>
    public TransactionClass? Class => Choice<TransactionClass>(TransactionColumns.Class);

    /// <summary>Whether it is charged.</summary>
    public BillingType? BillingType => Choice<BillingType>(TransactionColumns.BillingType);

    /// <summary>How the amount comes about; null means quantity times price.</summary>
    public AmountMethod? AmountMethod => Choice<AmountMethod>(TransactionColumns.AmountMethod);

    /// <summary>How far billing has got.</summary>
    public BillingStatus? BillingStatus => Choice<BillingStatus>(BillingStatusColumn);

    /// <summary>Whether it was replaced or cannot be.</summary>
    public AdjustmentStatus? AdjustmentStatus => Choice<AdjustmentStatus>(AdjustmentStatusColumn);

    /// <summary>The date of the transaction.</summary>
    public DateTime? DocumentDate => Date(TransactionColumns.DocumentDate);

    /// <summary>The quantity; none counts as zero.</summary>
    public decimal Quantity => Numeric(TransactionColumns.Quantity) ?? 0;

    /// <summary>The price per unit; none counts as zero.</summary>
    public decimal Price => Amount(TransactionColumns.Price) ?? 0;

    /// <summary>The amount without tax; none counts as zero.</summary>
    public decimal NetAmount => Amount(TransactionColumns.Amount) ?? 0;

    /// <summary>The tax in the row's currency: estimated by the pro forma until finance has posted it; null where the row has none.</summary>
    public decimal? TaxAmount => Amount(TaxAmountColumn);

    /// <summary>The currency.</summary>
    public Guid? Currency => Lookup(TransactionColumns.Currency);

    /// <summary>The project contract.</summary>
    public Guid? Contract => Lookup(TransactionColumns.Contract);

    /// <summary>The company of the project it names; null where there is none. Only where the query reads it.</summary>
    public string? Company => ProjectCompany.CodeIn(Entity, CompanyAlias);

    /// <summary>What finance knows it by, where that is not its id.</summary>
    public string? ImportId => Text(ImportIdColumn);

    /// <summary>The contract line.</summary>
    public Guid? ContractLine => Lookup(TransactionColumns.ContractLine);

    /// <summary>The contract customer (funding source) who pays.</summary>
    public Guid? ContractCustomer => Lookup(ContractCustomerColumn);

    /// <summary>The customer, an account or a contact.</summary>
    public Guid? Customer => Lookup(TransactionColumns.AccountCustomer) ?? Lookup(TransactionColumns.ContactCustomer);

    /// <summary>The invoice that billed it.</summary>
    public Guid? Invoice => Lookup(InvoiceColumn);

    /// <summary>Whether finance never sees it.</summary>
    public bool SkipSync => Flag(SkipSyncColumn);

    /// <summary>The voucher finance posted it with.</summary>
    public string? Voucher => Text(VoucherColumn);

    /// <summary>The rate finance posted it at.</summary>
    public decimal? ExchangeRate => Numeric(ExchangeRateColumn);

    /// <summary>The amount in accounting currency.</summary>
    public decimal? AccountingAmount => Amount(AccountingAmountColumn);

    /// <summary>The sales tax that finance posted, in accounting currency.</summary>
    public decimal? AccountingTaxAmount => Amount(AccountingTaxAmountColumn);

    /// <summary>What the actual is called by its user.</summary>
    public string? Description => Text(TransactionColumns.Description);

    /// <summary>Selects the actuals of some ids with all that rows made from them take over.</summary>
    public static QueryExpression ByIds(IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet([
                .. CopiedFromActual,
                TransactionColumns.Type,
                TransactionColumns.Description,
                TransactionColumns.ExternalDescription,
                TransactionColumns.BillingType,
                TransactionColumns.Quantity,
                TransactionColumns.Price,
                TransactionColumns.Amount,
                BillingStatusColumn,
                AdjustmentStatusColumn,
                TaxAmountColumn,
                InvoiceColumn,
                StateColumn,
                ImportIdColumn,
                "versionnumber",
            ]),
        };
        ProjectCompany.Add(query, CompanyAlias);
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }

    /// <summary>Selects a billed sales actual of an invoice with its company, which is that of all of them.</summary>
    /// <returns>The query; it gives at most one row.</returns>
    public static QueryExpression CompanyOfInvoice(Guid invoice)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(InvoiceColumn), TopCount = 1 };
        query.Criteria.AddCondition(InvoiceColumn, ConditionOperator.Equal, invoice);
        query.Criteria.AddCondition(TransactionColumns.Type, ConditionOperator.Equal, (int)TransactionType.BilledSales);
        query.Criteria.AddCondition(TransactionColumns.Project, ConditionOperator.NotNull);
        ProjectCompany.Add(query, CompanyAlias);
        return query;
    }

    /// <summary>Selects what posting needs of some actuals.</summary>
    public static QueryExpression PostingOf(IReadOnlyList<Guid> ids)
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(
                TransactionColumns.Type,
                TransactionColumns.Description,
                InvoiceColumn,
                SkipSyncColumn,
                VoucherColumn,
                ExchangeRateColumn,
                AccountingAmountColumn,
                TaxAmountColumn,
                AccountingTaxAmountColumn,
                "versionnumber"
            ),
        };
        query.Criteria.AddAnyOf(IdColumn, ids);
        return query;
    }
}
