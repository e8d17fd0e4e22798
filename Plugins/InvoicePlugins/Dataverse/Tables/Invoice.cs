using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A pro forma project invoice.</summary>
/// <param name="entity">The row.</param>
internal sealed class Invoice(Entity entity) : Row(entity)
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Table = "invoice";
    public const string InvoiceNumberColumn = "invoicenumber";
    public const string ProposalNumberColumn = "msdyn_invoicenumber";
    public const string StatusColumn = "msdyn_projectinvoicestatus";
    public const string ContractColumn = "salesorderid";
    public const string CustomerColumn = "customerid";
    public const string CurrencyColumn = "transactioncurrencyid";
    public const string OwnerColumn = "ownerid";
    public const string ConfirmationStatusColumn = "pinv_confirmationstatus";
    public const string ConfirmationProgressColumn = "pinv_confirmationprogress";
    public const string ConfirmationAttemptColumn = "pinv_confirmationattempt";
    public const string ConfirmationChunksColumn = "pinv_confirmationchunks";
    public const string ConfirmationChunksDoneColumn = "pinv_confirmationchunksdone";
    public const string PartlyBilledColumn = "pinv_partlybilled";
    public const string FinanceStatusColumn = "pinv_financestatus";
    public const string AccountingDateColumn = "pinv_accountingdate";
    public const string CustomerInvoiceNumberColumn = "pinv_customerinvoicenumber";
    public const string CustomerInvoiceDateColumn = "pinv_customerinvoicedate";
    public const string TaxAmountColumn = "pinv_taxamount";
    public const string ContractCustomerColumn = "pinv_contractcustomerid";
    public const string NameColumn = "name";
    public const string InvoiceDateColumn = "msdyn_invoicedate";
    public const string HasCorrectionsColumn = "msdyn_hascorrections";
    public const string LastErrorColumn = "pinv_lasterror";
#pragma warning restore CS1591

    private const string CurrencyPrecisionAlias = "currency.currencyprecision";
    private const string CurrencyCodeAlias = "currency.isocurrencycode";
    private const string ContractAlias = "contract";
    private const string AccountAlias = "account";
    private const string ContactAlias = "contact";

    /// <summary>The number a user knows the invoice by.</summary>
    public string Number => ProposalNumber ?? InvoiceNumber ?? Id.ToString("d");

    /// <summary>The number that finance uses as the proposal's, without blanks around it; null until it is set.</summary>
    public string? ProposalNumber => Text(ProposalNumberColumn)?.Trim();

    /// <summary>The number given by Dataverse, without blanks around it.</summary>
    public string? InvoiceNumber => Text(InvoiceNumberColumn)?.Trim();

    /// <summary>Whether the number that finance uses stands there as finance gets it.</summary>
    public bool HasFinalNumber => ProposalNumber is { } number && number == Entity.GetAttributeValue<string>(ProposalNumberColumn);

    /// <summary>Draft, in review, confirmed or paid.</summary>
    public ProjectInvoiceStatus? Status => Choice<ProjectInvoiceStatus>(StatusColumn);

    /// <summary>Active, paid, canceled or closed; apart from the status, which tells how far billing is.</summary>
    public InvoiceState? State => Choice<InvoiceState>(StateColumn);

    /// <summary>The project contract.</summary>
    public Guid? Contract => Lookup(ContractColumn);

    /// <summary>
    /// Whether the contract is still carried out, and so can be billed: active or submitted. Canceled, fulfilled and invoiced ones are closed.
    /// </summary>
    public bool IsContractOpen => StateOf(ContractAlias) is null or 0 or 1;

    /// <summary>The number that finance knows the contract by; null where it has none.</summary>
    public string? ContractNumber => LinkedText(ContractAlias + ".msdyn_salesordernumber") ?? LinkedText(ContractAlias + ".ordernumber");

    /// <summary>The number that finance knows the account by who is billed; null where it has none.</summary>
    public string? AccountNumber => LinkedText(AccountAlias + ".accountnumber");

    /// <summary>The invoice date that the project manager wants; null leaves it to finance.</summary>
    public DateTime? InvoiceDate => Date(InvoiceDateColumn);

    /// <summary>What the contract is called; null where it has no name, or is gone.</summary>
    public string? ContractName => Linked<string>(ContractAlias + ".name");

    /// <summary>The name of the account or contact who is billed; null where it has none, or is gone.</summary>
    public string? CustomerName => Linked<string>(AccountAlias + ".name") ?? Linked<string>(ContactAlias + ".fullname");

    /// <summary>Whether the account or contact who is billed is deactivated.</summary>
    public bool IsCustomerInactive => (StateOf(AccountAlias) ?? StateOf(ContactAlias)) is not (null or 0);

    /// <summary>The customer who is billed.</summary>
    public EntityReference? Customer => Entity.GetAttributeValue<EntityReference>(CustomerColumn);

    /// <summary>The contract customer (funding source) who pays; null until confirmation stores it, unless somebody set it.</summary>
    public Guid? ContractCustomer => Lookup(ContractCustomerColumn);

    /// <summary>The currency of the invoice.</summary>
    public EntityReference? Currency => Entity.GetAttributeValue<EntityReference>(CurrencyColumn);

    /// <summary>The ISO code of the invoice's currency; null where the invoice has none, or it is gone.</summary>
    public string? CurrencyCode => Linked<string>(CurrencyCodeAlias);

    /// <summary>
    /// The decimals of amounts: those that the platform stores, and at most those that the currency has. Null where the invoice has no currency, or it is gone.
    /// </summary>
    public int? CurrencyDecimals => Linked<int?>(CurrencyPrecisionAlias) is { } stored ? Math.Min(stored, Iso4217.DecimalsOf(CurrencyCode)) : null;

    /// <summary>The user or team who owns the invoice, and so the rows made from it.</summary>
    public EntityReference? Owner => Entity.GetAttributeValue<EntityReference>(OwnerColumn);

    /// <summary>How far the confirmation has got.</summary>
    public ConfirmationStatus? ConfirmationStatus => Choice<ConfirmationStatus>(ConfirmationStatusColumn);

    /// <summary>The number of the run of the confirmation that counts; 0 before the first that did not fit into one transaction.</summary>
    public int ConfirmationAttempt => Entity.GetAttributeValue<int?>(ConfirmationAttemptColumn) ?? 0;

    /// <summary>The chunks of the running phase.</summary>
    public int ConfirmationChunks => Entity.GetAttributeValue<int?>(ConfirmationChunksColumn) ?? 0;

    /// <summary>How many chunks of the running phase are done.</summary>
    public int ConfirmationChunksDone => Entity.GetAttributeValue<int?>(ConfirmationChunksDoneColumn) ?? 0;

    /// <summary>How much of the running phase is done, in percent.</summary>
    public int ConfirmationProgress => Entity.GetAttributeValue<int?>(ConfirmationProgressColumn) ?? 0;

    /// <summary>Whether actuals of a confirmation exist that is not finished.</summary>
    public bool IsPartlyBilled => Flag(PartlyBilledColumn);

    /// <summary>How far the invoice has got in finance.</summary>
    public FinanceStatus? FinanceStatus => Choice<FinanceStatus>(FinanceStatusColumn);

    /// <summary>The accounting date that the project manager wants; null for the day of confirmation.</summary>
    public DateTime? AccountingDate => Date(AccountingDateColumn);

    /// <summary>The number of the customer-facing invoice; null until finance posted it.</summary>
    public string? CustomerInvoiceNumber => Text(CustomerInvoiceNumberColumn);

    /// <summary>The date of the customer-facing invoice; null until finance posted it.</summary>
    public DateTime? CustomerInvoiceDate => Date(CustomerInvoiceDateColumn);

    /// <summary>The sales tax finance computed, in the invoice's currency.</summary>
    public decimal? TaxAmount => Amount(TaxAmountColumn);

    /// <summary>Whether the row, as sent, asks for its confirmation.</summary>
    public bool AsksForConfirmation => Status == ProjectInvoiceStatus.Confirmed;

    /// <summary>Whether the invoice is billed: confirmed, and perhaps paid.</summary>
    public bool IsConfirmed => Status is not (null or ProjectInvoiceStatus.Draft or ProjectInvoiceStatus.InReview);

    /// <summary>The statuses of an invoice that is billed.</summary>
    public static IReadOnlyList<ProjectInvoiceStatus> ConfirmedStatuses { get; } = [ProjectInvoiceStatus.Confirmed, ProjectInvoiceStatus.Paid];

    /// <summary>The confirmation statuses of an invoice on which something is under way.</summary>
    public static IReadOnlyList<ConfirmationStatus> BusyStatuses { get; } =
    [
        Tables.ConfirmationStatus.Scheduled,
        Tables.ConfirmationStatus.Processing,
        Tables.ConfirmationStatus.Canceling,
        Tables.ConfirmationStatus.Preparing,
        Tables.ConfirmationStatus.Withdrawing,
    ];

    /// <summary>Whether a confirmation, its undoing, or the filling of a corrective draft is under way.</summary>
    public bool IsBusy => ConfirmationStatus is { } status && BusyStatuses.Contains(status);

    /// <summary>Whether the invoice, its lines and its details may still be edited.</summary>
    public bool IsEditable => !IsConfirmed && !IsBusy && !IsPartlyBilled;

    /// <summary>The columns that <see cref="IsEditable"/> asks; images and queries that want to know have to bring them.</summary>
    public static IReadOnlyList<string> EditabilityColumns { get; } = [StatusColumn, ConfirmationStatusColumn, PartlyBilledColumn];

    /// <summary>Selects another invoice that goes to finance under a number.</summary>
    /// <param name="invoice">The invoice that is left out.</param>
    /// <returns>The query; it gives at most one row.</returns>
    public static QueryExpression OthersWithNumber(Guid invoice, string number)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(ProposalNumberColumn), TopCount = 1 };
        query.Criteria.AddCondition(ProposalNumberColumn, ConditionOperator.Equal, number);
        query.Criteria.AddCondition("invoiceid", ConditionOperator.NotEqual, invoice);
        return query;
    }

    /// <summary>Selects other invoices with a customer invoice number; each company may have one.</summary>
    /// <param name="invoice">The invoice that is left out.</param>
    /// <param name="number">The customer invoice number.</param>
    public static QueryExpression OthersWithCustomerInvoice(Guid invoice, string number)
    {
        var query = new QueryExpression(Table) { ColumnSet = new ColumnSet(ProposalNumberColumn, InvoiceNumberColumn) };
        query.Criteria.AddCondition(CustomerInvoiceNumberColumn, ConditionOperator.Equal, number);
        query.Criteria.AddCondition("invoiceid", ConditionOperator.NotEqual, invoice);
        return query;
    }

    /// <summary>Selects invoices with everything this class reads.</summary>
    /// <returns>The query; the caller adds its conditions.</returns>
    public static QueryExpression Query()
    {
        var query = new QueryExpression(Table)
        {
            ColumnSet = new ColumnSet(
                InvoiceNumberColumn,
                ProposalNumberColumn,
                StatusColumn,
                ContractColumn,
                CustomerColumn,
                CurrencyColumn,
                OwnerColumn,
                ConfirmationStatusColumn,
                ConfirmationProgressColumn,
                ConfirmationAttemptColumn,
                ConfirmationChunksColumn,
                ConfirmationChunksDoneColumn,
                PartlyBilledColumn,
                FinanceStatusColumn,
                AccountingDateColumn,
                CustomerInvoiceNumberColumn,
                CustomerInvoiceDateColumn,
                TaxAmountColumn,
                ContractCustomerColumn,
                StateColumn,
                InvoiceDateColumn
            ),
        };
        AddLinked(query, "salesorder", ContractColumn, ContractAlias, "name", "msdyn_salesordernumber", "ordernumber");
        AddLinked(query, "account", CustomerColumn, AccountAlias, "name", "accountnumber");
        AddLinked(query, "contact", CustomerColumn, ContactAlias, "fullname");
        var currency = query.AddLink("transactioncurrency", CurrencyColumn, "transactioncurrencyid", JoinOperator.LeftOuter);
        currency.Columns = new ColumnSet("currencyprecision", "isocurrencycode");
        currency.EntityAlias = "currency";
        return query;
    }

    private string? LinkedText(string alias) => Linked<string>(alias) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private int? StateOf(string alias) => Linked<OptionSetValue>(alias + "." + StateColumn)?.Value;

    private static void AddLinked(QueryExpression query, string table, string lookup, string alias, params string[] columns)
    {
        var link = query.AddLink(table, lookup, table + "id", JoinOperator.LeftOuter);
        link.Columns = new ColumnSet([StateColumn, .. columns]);
        link.EntityAlias = alias;
    }
}
