using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A confirmed invoice in Dataverse with what it refers to.</summary>
internal sealed class Sample
{
    public const int Cost = 192350000;
    public const int Unbilled = 192350005;
    public const int Billed = 192350006;
    public const int Chargeable = 192350001;
    public const int NonChargeable = 192350000;
    private readonly DataverseServer dataverse;

    public Sample(DataverseServer dataverse, string number = "PF-1003")
    {
        this.dataverse = dataverse;
        Number = number;
        Company = dataverse.Put("cdm_company", new { cdm_companycode = "USPM" });
        Account = dataverse.Put("account", new { name = "Coho Winery", accountnumber = "C-0001" });
        Currency = dataverse.Put("transactioncurrency", new { isocurrencycode = "GBP" });
        Contract = dataverse.Put(
            "salesorder",
            new
            {
                name = "Bottling",
                ordernumber = "CON-00021",
                customerid = Account,
            }
        );
        Rule = dataverse.Put(
            "msdyn_projectcontractsplitbillingrule",
            new { msdyn_projectcontractsplitbillingrulenumber = "FS-1", msdyn_projectcontractid = Contract }
        );
        Project = dataverse.Put("msdyn_project", new { msdyn_subject = "Bottling line", msdyn_owningcompany = Company });
        Line = dataverse.Put(
            "salesorderdetail",
            new
            {
                msdyn_project = Project,
                salesorderid = Contract,
                msdyn_billingmethod = 192350000,
            }
        );
        Invoice = dataverse.Put(
            "invoice",
            new
            {
                name = "September",
                invoicenumber = number,
                msdyn_projectinvoicestatus = 192350002,
                salesorderid = Contract,
                customerid = Account,
                transactioncurrencyid = Currency,
                pinv_financestatus = 482190000,
                pinv_accountingdate = "2026-09-30",
            }
        );
        dataverse.Put("invoicedetail", new { invoiceid = Invoice, salesorderdetailid = Line });
    }

    public string Number { get; }

    public Guid Company { get; }

    public Guid Account { get; }

    public Guid Currency { get; }

    public Guid Contract { get; }

    public Guid Rule { get; }

    public Guid Project { get; }

    public Guid Line { get; }

    public Guid Invoice { get; }

    public Guid Actual(
        int type,
        decimal amount = 1000m,
        int billing = Chargeable,
        bool skipSync = false,
        bool ofInvoice = true,
        Guid? id = null,
        string? description = null
    )
    {
        var actual = id ?? Guid.NewGuid();
        return dataverse.Put(
            "msdyn_actual",
            actual,
            new
            {
                msdyn_actualimportid = actual.ToString("D"),
                msdyn_description = description ?? "Design",
                msdyn_transactiontypecode = type,
                msdyn_transactionclassification = 192350000,
                msdyn_billingtype = billing,
                msdyn_billingstatus = 192350002,
                msdyn_quantity = 4m,
                msdyn_price = amount / 4,
                msdyn_amount = amount,
                msdyn_accountingdate = "2026-09-30",
                msdyn_documentdate = "2026-09-12",
                msdyn_startdatetime = "2026-09-12T08:00:00Z",
                msdyn_enddatetime = "2026-09-12T12:00:00Z",
                msdyn_project = Project,
                msdyn_salescontract = Contract,
                msdyn_salescontractlineid = Line,
                msdyn_projectcontractsplitbillingrule = Rule,
                msdyn_accountcustomer = Account,
                transactioncurrencyid = Currency,
                pinv_skipsync = skipSync,
                msdyn_invoice = ofInvoice ? Invoice : (Guid?)null,
            }
        );
    }

    public Guid Connection(Guid first, string firstRole, Guid second, string secondRole, string secondType = "msdyn_actual") =>
        dataverse.Put(
            "msdyn_transactionconnection",
            new
            {
                msdyn_transaction1 = first.ToString("D"),
                msdyn_transaction1role = firstRole,
                msdyn_transaction1type = "msdyn_actual",
                msdyn_transaction2 = second.ToString("D"),
                msdyn_transaction2role = secondRole,
                msdyn_transaction2type = secondType,
            }
        );

    public Guid PendingMessage(string? keys = null) =>
        dataverse.Put(
            "pinv_integrationmessage",
            new
            {
                pinv_keys = keys,
                pinv_name = "Invoice " + Number,
                pinv_messagetype = 482190000,
                pinv_status = 482190000,
                pinv_invoiceid = Invoice,
                createdon = "2026-09-30T08:00:00Z",
                pinv_correlationid = "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99",
            }
        );
}
