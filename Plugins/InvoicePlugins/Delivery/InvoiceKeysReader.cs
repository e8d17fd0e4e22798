using System;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Delivery;

/// <summary>Reads the natural keys of an invoice, in the order in which the table maps look for them. Three reads at most, however many lines it has.</summary>
/// <param name="service">Reads with all rights.</param>
internal sealed class InvoiceKeysReader(IOrganizationService service)
{
    private const string ContractAlias = "contract";
    private const string CustomerAlias = "customer";
    private const string PayerAlias = "payer";
    private const string CurrencyAlias = "currency";
    private const string ContractNumberColumn = "msdyn_salesordernumber";
    private const string OrderNumberColumn = "ordernumber";
    private const string AccountNumberColumn = "accountnumber";
    private const string CurrencyCodeColumn = "isocurrencycode";
    private const string CompanyCodeColumn = "cdm_companycode";
    private const string ProjectTable = "msdyn_project";

    /// <summary>Reads the keys as they are now.</summary>
    /// <returns>The keys; those that have no value are null.</returns>
    public InvoiceKeys Read(Guid invoice)
    {
        var row = service.RetrieveMultiple(HeadOf(invoice)).Entities.Single();
        return new InvoiceKeys
        {
            InvoiceNumber = First(row, Invoice.ProposalNumberColumn, Invoice.InvoiceNumberColumn),
            ContractNumber = First(row, $"{ContractAlias}.{ContractNumberColumn}", $"{ContractAlias}.{OrderNumberColumn}"),
            CustomerAccountNumber = First(row, $"{CustomerAlias}.{AccountNumberColumn}"),
            FundingSourceNumber = First(row, $"{PayerAlias}.{ContractCustomer.NumberColumn}"),
            CompanyCode = CompanyOf(invoice),
            Currency = First(row, $"{CurrencyAlias}.{CurrencyCodeColumn}"),
        };
    }

    private static QueryExpression HeadOf(Guid invoice)
    {
        var query = new QueryExpression(Invoice.Table) { ColumnSet = new ColumnSet(Invoice.ProposalNumberColumn, Invoice.InvoiceNumberColumn) };
        query.Criteria.AddCondition("invoiceid", ConditionOperator.Equal, invoice);
        Link(query, ContractAlias, Invoice.ContractColumn, "salesorder", "salesorderid", ContractNumberColumn, OrderNumberColumn);
        Link(query, CustomerAlias, Invoice.CustomerColumn, "account", "accountid", AccountNumberColumn);
        Link(query, PayerAlias, Invoice.ContractCustomerColumn, ContractCustomer.Table, ContractCustomer.Table + "id", ContractCustomer.NumberColumn);
        Link(query, CurrencyAlias, Invoice.CurrencyColumn, "transactioncurrency", "transactioncurrencyid", CurrencyCodeColumn);
        return query;
    }

    private static void Link(QueryExpression query, string alias, string lookup, string table, string id, params string[] columns)
    {
        var link = query.AddLink(table, lookup, id, JoinOperator.LeftOuter);
        link.Columns = new ColumnSet(columns);
        link.EntityAlias = alias;
    }

    // Projects of the lines come first, those of their contract lines count where no line names one. Several companies are for the connector to refuse, by
    // name.
    private string? CompanyOf(Guid invoice)
    {
        var companies = Companies(project => LinesOf(project.AddLink(InvoiceLine.Table, "msdyn_projectid", "msdyn_project"), invoice));
        if (companies.Length == 0)
        {
            companies = Companies(project =>
                LinesOf(
                    project
                        .AddLink("salesorderdetail", "msdyn_projectid", "msdyn_project")
                        .AddLink(InvoiceLine.Table, "salesorderdetailid", InvoiceLine.ContractLineColumn),
                    invoice
                )
            );
        }

        return companies.Length == 1 ? companies[0] : null;
    }

    private string[] Companies(Action<LinkEntity> ofProjects)
    {
        var query = new QueryExpression("cdm_company") { ColumnSet = new ColumnSet(CompanyCodeColumn), Distinct = true };
        ofProjects(query.AddLink(ProjectTable, "cdm_companyid", "msdyn_owningcompany"));
        return [.. service.RetrieveMultiple(query).Entities.Select(row => First(row, CompanyCodeColumn)).OfType<string>().Distinct()];
    }

    private static void LinesOf(LinkEntity lines, Guid invoice) => lines.LinkCriteria.AddCondition(InvoiceLine.InvoiceColumn, ConditionOperator.Equal, invoice);

    private static string? First(Entity row, params string[] columns) =>
        columns.Select(column => Value(row, column)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string? Value(Entity row, string column) =>
        (row.GetAttributeValue<object>(column) is AliasedValue linked ? linked.Value : row.GetAttributeValue<object>(column)) as string;
}
