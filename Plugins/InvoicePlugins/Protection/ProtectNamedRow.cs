using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>
/// Keeps what confirmed invoices and billed actuals name from being deleted. Deleting it would empty their lookups, and the platform does that to a read-only
/// row without running a step of it. So the row that is named is guarded, with one query for each table that may name it, however many rows do.
/// </summary>
public sealed class ProtectNamedRow() : PluginBase(Steps)
{
    private const string Before = "Before";

    /// <summary>Where this plug-in is registered: within the transaction, so that a confirmation that has just ended counts.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Guard("4c738a2c-e921-4fc0-aaa6-3029b278f67c", "351e5467-83d6-4ae5-856f-a7d80d2995a3", "salesorder"),
        Guard("67808cbf-a8f8-486c-881f-f0a17cb3ecd2", "8ac960cf-2170-4754-a4ce-2c16c436138a", "salesorderdetail"),
        Guard("631b3eeb-b05d-467e-99cb-8a2debf21326", "59cf6224-37f7-4e26-af97-97c62a4cf085", "account"),
        Guard("2bfafc83-b5aa-44d9-8bbf-0d7b57609fc4", "1be2c443-b293-4351-841b-29c1bbb8c49b", "contact"),
        Guard("1d87ecf7-a36f-4652-a8d6-811fe3981768", "e5821bfe-c61b-42f3-b91d-a880733d66f6", "msdyn_project"),
        Guard("d46f679d-b639-467e-a20d-f96372f099ff", "9aab7a27-8fff-44e6-8b04-09681514a03b", "msdyn_projectcontractsplitbillingrule"),
        Guard("30753f70-c226-4864-b7e2-c1b52d7fb554", "9225038b-ddac-4ac9-ae66-96cf183c9b86", "pricelevel"),
        Guard("79e8819a-7aec-481d-861a-cc1bc3f90667", "27e282e6-f80d-4b6a-ab68-9be6f18f6af1", "transactioncurrency"),
        Guard("9832d957-2bd2-40e5-90b6-c71cd2d8024a", "afb7251b-a8a1-4ac2-b390-b5da5136903c", "product"),
        Guard("ebecccf9-9f33-460b-b7c1-dab070a889d0", "55ac1af2-41f0-4be7-9b5a-0861f064d3a7", "uom"),
        Guard("0d22748f-6b60-44e4-bd07-088b6d8eb70f", "511ceb55-4c83-405b-98e8-d6ccd064eed6", "msdyn_projecttask"),
        Guard("277892fe-255f-4125-8327-734c0592bcbe", "c2c5a8f6-4f64-445c-890b-2f0f2ae0810b", "msdyn_transactioncategory"),
        Guard("03228070-89d1-4b89-84e2-fb77a42f80b4", "07f8f937-dcc9-4607-bb58-7d3cd8fe98f0", "bookableresource"),
        Guard("b666e6b5-c887-4ec6-a595-3a81e12dd8c3", "a1b086cc-0474-451e-846a-4fd8eb162a38", "bookableresourcecategory"),
        Guard("95984321-6b6d-4193-bcb8-ce3e35059c14", "cec5f970-1934-41b4-b582-a022f8bcdab9", "msdyn_organizationalunit"),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var named = NamedRow.Of(call.Context.PrimaryEntityName);
        var id = call.Context.PrimaryEntityId;

        // What is deleted with its parent is named by the same invoices and actuals as the parent, which was asked already.
        if (named.Parent is { } parent && Callers.IsBelowDelete(call.Context, parent))
        {
            return;
        }

        if (FirstLockedInvoice(call.System, named, id) is { } invoice)
        {
            throw ProtectionErrors.NamedByConfirmed.For(invoice.Number, named.Name).ToException();
        }

        if (IsOnBilledActual(call.System, named, id))
        {
            var name = call.Context.PreEntityImages[Before].GetAttributeValue<string>(named.NameColumn) ?? id.ToString("d");
            throw ProtectionErrors.NamedByActual.For($"{named.Name} '{name}'", named.Name).ToException();
        }
    }

    private static Invoice? FirstLockedInvoice(IOrganizationService service, NamedRow named, Guid id)
    {
        var queries = new List<QueryExpression>();
        if (named.OnInvoice.Count > 0)
        {
            queries.Add(First(Invoice.Table, Invoice.InvoiceNumberColumn, named.OnInvoice, id));
        }

        if (named.OnLine.Count > 0)
        {
            var query = First(Invoice.Table, Invoice.InvoiceNumberColumn, [], id);
            AddAny(query.AddLink(InvoiceLine.Table, "invoiceid", InvoiceLine.InvoiceColumn).LinkCriteria, named.OnLine, id);
            queries.Add(query);
        }

        return queries.Select(LockedInvoices).SelectMany(query => service.RetrieveMultiple(query).Entities).Select(row => new Invoice(row)).FirstOrDefault();
    }

    private static bool IsOnBilledActual(IOrganizationService service, NamedRow named, Guid id)
    {
        var query = First(Actual.Table, TransactionColumns.Description, named.OnActual, id);
        OnlyLocked(query.AddLink(Invoice.Table, Actual.InvoiceColumn, "invoiceid").LinkCriteria);
        return named.OnActual.Count > 0 && service.RetrieveMultiple(query).Entities.Count > 0;
    }

    private static QueryExpression First(string table, string order, IReadOnlyList<string> columns, Guid id)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(order), TopCount = 1 };
        query.AddOrder(order, OrderType.Ascending);
        if (columns.Count > 0)
        {
            AddAny(query.Criteria.AddFilter(LogicalOperator.Or), columns, id);
        }

        return query;
    }

    private static QueryExpression LockedInvoices(QueryExpression query)
    {
        query.ColumnSet.AddColumn(Invoice.ProposalNumberColumn);
        OnlyLocked(query.Criteria);
        return query;
    }

    private static void OnlyLocked(FilterExpression invoice)
    {
        var locked = invoice.AddFilter(LogicalOperator.Or);
        locked.AddAnyOf(Invoice.StatusColumn, Invoice.ConfirmedStatuses.Select(status => (int)status));
        locked.AddAnyOf(Invoice.ConfirmationStatusColumn, Invoice.BusyStatuses.Select(status => (int)status));
        locked.AddCondition(Invoice.PartlyBilledColumn, ConditionOperator.Equal, true);
    }

    private static void AddAny(FilterExpression filter, IReadOnlyList<string> columns, Guid id)
    {
        filter.FilterOperator = LogicalOperator.Or;
        foreach (var column in columns)
        {
            filter.AddCondition(column, ConditionOperator.Equal, id);
        }
    }

    private static StepDeclaration Guard(string id, string image, string table) =>
        Step.On("Delete", table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage(image, Before, [NamedRow.Of(table).NameColumn])
            .As(id, $"Refuses to delete a {NamedRow.Of(table).Name} that confirmed invoices or billed actuals name.");
}
