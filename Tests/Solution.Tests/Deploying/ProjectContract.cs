using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Solution.Tests.Deploying;

/// <summary>A project contract of an organization whose work is invoiced, written as its users would.</summary>
internal sealed class ProjectContract
{
    private const int Draft = 192350000;
    private const int Confirmed = 192350002;
    private const int TimeAndMaterial = 192350000;
    private const int BilledSales = 192350006;

    private readonly IOrganizationService service;
    private readonly EntityReference currency;
    private readonly EntityReference customer;
    private readonly EntityReference contract;
    private readonly EntityReference project;
    private readonly EntityReference line;

    public ProjectContract(DataverseOrganization organization)
    {
        service = organization.CreateService(organization.AdministratorId);
        currency = new EntityReference("transactioncurrency", organization.BaseCurrencyId);
        customer = New(new Entity("account") { ["name"] = "Coho Winery" });
        contract = New(
            new Entity("salesorder")
            {
                ["name"] = "Bottling line",
                ["customerid"] = customer,
                ["transactioncurrencyid"] = currency,
                ["msdyn_salesordernumber"] = "CON-00021",
            }
        );
        New(
            new Entity("msdyn_projectcontractsplitbillingrule")
            {
                ["msdyn_projectcontractid"] = contract,
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-1",
            }
        );
        project = New(
            new Entity("msdyn_project")
            {
                ["msdyn_subject"] = "Bottling line",
                ["msdyn_calendarid"] = "none",
                ["msdyn_owningcompany"] = New(new Entity("cdm_company") { ["cdm_companycode"] = "USMF" }),
                ["transactioncurrencyid"] = currency,
            }
        );
        line = New(
            new Entity("salesorderdetail")
            {
                ["salesorderdetailname"] = "Consulting",
                ["salesorderid"] = contract,
                ["msdyn_project"] = project,
                ["msdyn_billingmethod"] = new OptionSetValue(TimeAndMaterial),
                ["quantity"] = 1m,
                ["transactioncurrencyid"] = currency,
            }
        );
    }

    /// <summary>Writes a draft of one line and confirms it.</summary>
    /// <returns>The invoice.</returns>
    public EntityReference ConfirmInvoice(string number)
    {
        var invoice = NewDraft(number);
        service.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue(Confirmed) });
        return invoice;
    }

    /// <summary>A draft of one line.</summary>
    public EntityReference NewDraft(string number)
    {
        var invoice = NewInvoice(number);
        var detail = New(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = "Consulting",
                ["invoiceid"] = invoice,
                ["salesorderdetailid"] = line,
                ["lineitemnumber"] = 1,
                ["msdyn_billingmethod"] = new OptionSetValue(TimeAndMaterial),
                ["quantity"] = 1m,
                ["transactioncurrencyid"] = currency,
            }
        );
        New(
            new Entity("msdyn_invoicelinetransaction")
            {
                ["msdyn_description"] = "Workshop",
                ["msdyn_invoice"] = invoice,
                ["msdyn_invoicelineid"] = detail,
                ["msdyn_transactiontypecode"] = new OptionSetValue(BilledSales),
                ["msdyn_transactionclassification"] = new OptionSetValue(192350000),
                ["msdyn_billingtype"] = new OptionSetValue(192350001),
                ["msdyn_quantity"] = 8m,
                ["msdyn_price"] = new Money(200),
                ["msdyn_amount"] = new Money(1600),
                ["transactioncurrencyid"] = currency,
                ["msdyn_project"] = project,
                ["msdyn_salescontract"] = contract,
                ["msdyn_salescontractlineid"] = line,
                ["msdyn_accountcustomer"] = customer,
                ["msdyn_documentdate"] = new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc),
            }
        );
        return invoice;
    }

    /// <summary>A draft without lines.</summary>
    public EntityReference NewInvoice(string number) =>
        New(
            new Entity("invoice")
            {
                ["name"] = number,
                ["invoicenumber"] = number,
                ["customerid"] = customer,
                ["salesorderid"] = contract,
                ["transactioncurrencyid"] = currency,
                ["msdyn_ordertype"] = new OptionSetValue(192350001),
                ["msdyn_projectinvoicestatus"] = new OptionSetValue(Draft),
            }
        );

    public Entity Read(EntityReference row) => service.Retrieve(row.LogicalName, row.Id, new ColumnSet(true));

    public EntityReference New(Entity row)
    {
        row.Id = service.Create(row);
        return row.ToEntityReference();
    }
}
