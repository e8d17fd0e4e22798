using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Environment;

/// <summary>A draft invoice with its lines, details, originals, connections and origins, written as draft invoicing leaves them.</summary>
internal sealed class DraftInvoice
{
    private readonly Site site;

    private DraftInvoice(Site site)
    {
        this.site = site;
    }

    public Guid Id { get; private set; }

    public string Number { get; private set; } = "";

    public Guid TimeAndMaterialLine { get; private set; }

    public Guid FixedPriceLine { get; private set; }

    public List<Guid> Details { get; } = [];

    public List<Guid> Originals { get; } = [];

    public List<Guid> Milestones { get; } = [];

    public static DraftInvoice On(Site site, string number)
    {
        var draft = new DraftInvoice(site) { Number = number };
        draft.Id = site.Manager.Create(
            new Entity("invoice")
            {
                ["name"] = number,
                ["invoicenumber"] = number,
                ["customerid"] = site.Customer,
                ["salesorderid"] = site.Contract,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
                ["msdyn_ordertype"] = new OptionSetValue(192350001),
                ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Draft),
            }
        );
        draft.TimeAndMaterialLine = draft.AddLine(1, "Consulting", site.TimeAndMaterialLine, BillingMethod.TimeAndMaterial);
        draft.FixedPriceLine = draft.AddLine(2, "Implementation", site.FixedPriceLine, BillingMethod.FixedPrice);
        return draft;
    }

    /// <summary>A detail taken from an unbilled sales actual of its own.</summary>
    public DraftInvoice With(
        decimal quantity,
        decimal price,
        TransactionClass @class = TransactionClass.Time,
        BillingType billingType = BillingType.Chargeable,
        decimal? tax = null
    )
    {
        var amount = decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
        var original = Transaction("msdyn_actual", @class, quantity, price, amount, tax, billingType, site.TimeAndMaterialLine);
        original["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales);
        original["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoiceCreated);
        original["msdyn_projectcontractsplitbillingrule"] = site.ContractCustomer;
        original["msdyn_actualimportid"] = original.Id.ToString("d");
        Originals.Add(site.Loader.Create(original));

        var detail = AddDetail(
            TimeAndMaterialLine,
            Transaction("msdyn_invoicelinetransaction", @class, quantity, price, amount, tax, billingType, site.TimeAndMaterialLine)
        );
        Connect("msdyn_invoicelinetransaction", detail, "Billed Sales", original.Id, "Unbilled Sales");
        var entry = Guid.NewGuid();
        Originate("msdyn_timeentry", entry, "msdyn_invoicelinetransaction", detail);
        Originate("msdyn_timeentry", entry, "msdyn_actual", original.Id);
        return this;
    }

    /// <summary>A detail that nobody recorded before.</summary>
    public DraftInvoice AddedByHand(decimal quantity, decimal price, BillingMethod method)
    {
        var amount = decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
        var onTimeAndMaterial = method == BillingMethod.TimeAndMaterial;
        var contractLine = onTimeAndMaterial ? site.TimeAndMaterialLine : site.FixedPriceLine;
        AddDetail(
            onTimeAndMaterial ? TimeAndMaterialLine : FixedPriceLine,
            Transaction("msdyn_invoicelinetransaction", TransactionClass.Time, quantity, price, amount, null, BillingType.Chargeable, contractLine)
        );
        return this;
    }

    public DraftInvoice WithMilestone(decimal amount)
    {
        var milestone = new Entity("msdyn_contractlinescheduleofvalue", Guid.NewGuid())
        {
            ["msdyn_name"] = "Go-live",
            ["msdyn_amount"] = new Money(amount),
            ["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoiceCreated),
            ["msdyn_contract"] = site.Contract,
            ["msdyn_contractlineid"] = site.FixedPriceLine,
            ["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Milestone),
            ["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.ProjectContract),
            ["transactioncurrencyid"] = site.Currency,
        };
        Milestones.Add(site.Loader.Create(milestone));
        var detail = Transaction(
            "msdyn_invoicelinetransaction",
            TransactionClass.Milestone,
            1,
            amount,
            amount,
            null,
            BillingType.Chargeable,
            site.FixedPriceLine
        );
        detail["pinv_milestoneid"] = milestone.ToEntityReference();
        AddDetail(FixedPriceLine, detail);
        return this;
    }

    /// <summary>A detail that invoices (positive amount), applies or refunds (negative amount) a retainer.</summary>
    public DraftInvoice WithRetainer(Guid retainer, RetainerAction action, decimal amount, decimal? tax = null)
    {
        var detail = Transaction(
            "msdyn_invoicelinetransaction",
            (TransactionClass)Site.RetainerClass,
            Math.Sign(amount),
            Math.Abs(amount),
            amount,
            tax,
            BillingType.Chargeable,
            site.FixedPriceLine
        );
        detail["msdyn_description"] = $"{action} {amount}";
        detail["pinv_retainerid"] = new EntityReference("pinv_retainer", retainer);
        detail["pinv_retaineraction"] = new OptionSetValue((int)action);
        AddDetail(FixedPriceLine, detail);
        return this;
    }

    public DraftInvoice Confirm()
    {
        site.Confirm(Id);
        return this;
    }

    private Guid AddLine(int number, string name, EntityReference contractLine, BillingMethod method) =>
        site.Manager.Create(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = name,
                ["invoiceid"] = new EntityReference("invoice", Id),
                ["salesorderdetailid"] = contractLine,
                ["lineitemnumber"] = number,
                ["msdyn_billingmethod"] = new OptionSetValue((int)method),
                ["quantity"] = 1m,
                ["transactioncurrencyid"] = site.Currency,
            }
        );

    private Guid AddDetail(Guid line, Entity detail)
    {
        detail["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.BilledSales);
        detail["msdyn_invoice"] = new EntityReference("invoice", Id);
        detail["msdyn_invoicelineid"] = new EntityReference("invoicedetail", line);
        Details.Add(site.Manager.Create(detail));
        return detail.Id;
    }

    private Entity Transaction(
        string table,
        TransactionClass @class,
        decimal quantity,
        decimal price,
        decimal amount,
        decimal? tax,
        BillingType billingType,
        EntityReference contractLine
    ) =>
        new(table, Guid.NewGuid())
        {
            ["msdyn_description"] = $"{@class} {quantity} x {price}",
            ["msdyn_transactionclassification"] = new OptionSetValue((int)@class),
            ["msdyn_billingtype"] = new OptionSetValue((int)billingType),
            ["msdyn_quantity"] = quantity,
            ["msdyn_price"] = new Money(price),
            ["msdyn_amount"] = new Money(amount),
            ["pinv_taxamount"] = tax is { } value ? new Money(value) : null,
            ["transactioncurrencyid"] = site.Currency,
            ["msdyn_project"] = site.Project,
            ["msdyn_salescontract"] = site.Contract,
            ["msdyn_salescontractlineid"] = contractLine,
            ["msdyn_accountcustomer"] = site.Customer,
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14, 8, 0, 0, DateTimeKind.Utc),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14, 16, 0, 0, DateTimeKind.Utc),
        };

    private void Connect(string table, Guid first, string firstRole, Guid second, string secondRole) =>
        site.Loader.Create(
            new Entity("msdyn_transactionconnection")
            {
                ["msdyn_name"] = firstRole + " - " + secondRole,
                ["msdyn_transaction1"] = first.ToString("d"),
                ["msdyn_transaction1role"] = firstRole,
                ["msdyn_transaction1type"] = table,
                ["msdyn_transaction2"] = second.ToString("d"),
                ["msdyn_transaction2role"] = secondRole,
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );

    private void Originate(string originTable, Guid origin, string table, Guid transaction) =>
        site.Loader.Create(
            new Entity("msdyn_transactionorigin")
            {
                ["msdyn_name"] = originTable,
                ["msdyn_origin"] = origin.ToString("d"),
                ["msdyn_origintype"] = originTable,
                ["msdyn_transaction"] = transaction.ToString("d"),
                ["msdyn_transactiontype"] = table,
            }
        );
}
