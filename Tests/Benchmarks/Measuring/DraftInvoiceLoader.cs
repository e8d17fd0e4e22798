using System.Globalization;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using Microsoft.Xrm.Sdk;

namespace Benchmarks.Measuring;

/// <summary>
/// Writes draft invoices as draft invoicing leaves them: details with originals, connections and origins, some edited, some added by hand, milestones. Their
/// contract, project, customer and categories are those of the set-up that finance is measured with.
/// </summary>
internal sealed class DraftInvoiceLoader
{
    private const int RowsPerTransaction = 1000;

    // Of a hundred details: 2 milestones, 2 added by hand on each kind of line, 5 reduced, 2 increased, 2 at another price, 87 as recorded.
    private const int Kinds = 100;

    /// <summary>What draft invoicing knows, and what the set-up of finance has categories for.</summary>
    public static readonly TransactionClass[] AllClasses = [TransactionClass.Time, TransactionClass.Expense, TransactionClass.Material, TransactionClass.Fee];
    public static readonly TransactionClass[] TimeAndExpense = [TransactionClass.Time, TransactionClass.Expense];

    private readonly TransactionClass[] classes;
    private readonly DataverseOrganization organization;
    private readonly Caller loader;
    private readonly EntityReference customer = new("account", Guid.NewGuid());
    private readonly EntityReference contract = new("salesorder", Guid.NewGuid());
    private readonly EntityReference timeAndMaterialLine = new("salesorderdetail", Guid.NewGuid());
    private readonly EntityReference fixedPriceLine = new("salesorderdetail", Guid.NewGuid());
    private readonly EntityReference contractCustomer = new("msdyn_projectcontractsplitbillingrule", Guid.NewGuid());
    private readonly EntityReference project = new("msdyn_project", Guid.NewGuid());
    private readonly EntityReference company = new("cdm_company", Guid.NewGuid());
    private readonly EntityReference consulting = new("msdyn_transactioncategory", Guid.NewGuid());
    private readonly EntityReference travel = new("msdyn_transactioncategory", Guid.NewGuid());
    private readonly List<Entity> waiting = [];

    /// <param name="classes">The classes of its lines, in turn.</param>
    public DraftInvoiceLoader(DataverseOrganization organization, TransactionClass[] classes)
    {
        this.organization = organization;
        this.classes = classes;
        loader = new Caller(organization.AdministratorId) { BypassSynchronousLogic = true, BypassAsynchronousLogic = true };
        LoadMasterData();
    }

    private EntityReference Currency => new("transactioncurrency", organization.BaseCurrencyId);

    /// <summary>Writes one invoice.</summary>
    /// <returns>Its id and what it has to bill in the end.</returns>
    public (Guid Id, decimal Total) Load(string number, int details)
    {
        var invoice = new EntityReference("invoice", Guid.NewGuid());
        Add(
            new Entity(invoice.LogicalName, invoice.Id)
            {
                ["name"] = number,
                ["invoicenumber"] = number,
                ["customerid"] = customer,
                ["salesorderid"] = contract,
                ["transactioncurrencyid"] = Currency,
                ["msdyn_ordertype"] = new OptionSetValue(192350001),
                ["msdyn_projectinvoicestatus"] = Choice(ProjectInvoiceStatus.Draft),
            }
        );
        var lines = (
            TimeAndMaterial: AddLine(invoice, 1, timeAndMaterialLine, BillingMethod.TimeAndMaterial),
            FixedPrice: AddLine(invoice, 2, fixedPriceLine, BillingMethod.FixedPrice)
        );

        var total = 0m;
        for (var i = 0; i < details; i++)
        {
            var price = 100m + (i % 97);
            total += (i % Kinds) switch
            {
                17 or 67 => AddMilestone(invoice, lines.FixedPrice, price),
                3 => AddByHand(invoice, lines.TimeAndMaterial, timeAndMaterialLine, price),
                53 => AddByHand(invoice, lines.FixedPrice, fixedPriceLine, price),
                5 or 25 or 45 or 65 or 85 => AddRecorded(invoice, lines.TimeAndMaterial, i, price, 6m, price),
                11 or 61 => AddRecorded(invoice, lines.TimeAndMaterial, i, price, 10m, price),
                31 or 81 => AddRecorded(invoice, lines.TimeAndMaterial, i, price, 8m, price + 5),
                _ => AddRecorded(invoice, lines.TimeAndMaterial, i, price, 8m, price),
            };
        }

        Flush();
        return (invoice.Id, total);
    }

    private void LoadMasterData()
    {
        Add(new Entity(customer.LogicalName, customer.Id) { ["name"] = "Fabrikam", ["accountnumber"] = "C-0002" });
        Add(new Entity(consulting.LogicalName, consulting.Id) { ["msdyn_name"] = "Consulting" });
        Add(new Entity(travel.LogicalName, travel.Id) { ["msdyn_name"] = "Travel" });
        Add(
            new Entity(contract.LogicalName, contract.Id)
            {
                ["name"] = "Bottling line",
                ["msdyn_salesordernumber"] = "CON-USD",
                ["customerid"] = customer,
                ["transactioncurrencyid"] = Currency,
            }
        );
        Add(
            new Entity(contractCustomer.LogicalName, contractCustomer.Id)
            {
                ["msdyn_projectcontractid"] = contract,
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-1",
            }
        );
        Add(new Entity(company.LogicalName, company.Id) { ["cdm_companycode"] = "USPM" });
        Add(
            new Entity(project.LogicalName, project.Id)
            {
                ["msdyn_subject"] = "Bottling line",
                ["msdyn_projectnumber"] = "PRJ-USD",
                ["msdyn_calendarid"] = "none",
                ["msdyn_owningcompany"] = company,
                ["transactioncurrencyid"] = Currency,
            }
        );
        Add(ContractLine(timeAndMaterialLine, "Consulting", BillingMethod.TimeAndMaterial));
        Add(ContractLine(fixedPriceLine, "Implementation", BillingMethod.FixedPrice));
    }

    private Entity ContractLine(EntityReference line, string name, BillingMethod billingMethod) =>
        new(line.LogicalName, line.Id)
        {
            ["salesorderdetailname"] = name,
            ["salesorderid"] = contract,
            ["msdyn_billingmethod"] = Choice(billingMethod),
            ["msdyn_project"] = project,
            ["quantity"] = 1m,
            ["transactioncurrencyid"] = Currency,
        };

    private EntityReference AddLine(EntityReference invoice, int number, EntityReference contractLine, BillingMethod billingMethod)
    {
        var line = new Entity("invoicedetail", Guid.NewGuid())
        {
            ["invoicedetailname"] = "Line",
            ["invoiceid"] = invoice,
            ["salesorderdetailid"] = contractLine,
            ["lineitemnumber"] = number,
            ["msdyn_billingmethod"] = Choice(billingMethod),
            ["quantity"] = 1m,
            ["transactioncurrencyid"] = Currency,
        };
        Add(line);
        return line.ToEntityReference();
    }

    /// <summary>A detail with an original of eight at the price, billed with the quantity and price wanted.</summary>
    private decimal AddRecorded(EntityReference invoice, EntityReference line, int number, decimal price, decimal wantedQuantity, decimal wantedPrice)
    {
        var @class = classes[number % classes.Length];
        var original = Transaction("msdyn_actual", @class, 8m, price, timeAndMaterialLine);
        original["msdyn_transactiontypecode"] = Choice(TransactionType.UnbilledSales);
        original["msdyn_billingstatus"] = Choice(BillingStatus.CustomerInvoiceCreated);
        original["msdyn_projectcontractsplitbillingrule"] = contractCustomer;
        original["msdyn_actualimportid"] = original.Id.ToString("d");
        Add(original);

        var detail = AddDetail(invoice, line, Transaction("msdyn_invoicelinetransaction", @class, wantedQuantity, wantedPrice, timeAndMaterialLine));
        Add(
            new Entity("msdyn_transactionconnection")
            {
                ["msdyn_name"] = "Billed Sales - Unbilled Sales",
                ["msdyn_transaction1"] = detail.ToString("d"),
                ["msdyn_transaction1role"] = "Billed Sales",
                ["msdyn_transaction1type"] = "msdyn_invoicelinetransaction",
                ["msdyn_transaction2"] = original.Id.ToString("d"),
                ["msdyn_transaction2role"] = "Unbilled Sales",
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );
        var entry = Guid.NewGuid();
        Originate(entry, "msdyn_invoicelinetransaction", detail);
        Originate(entry, "msdyn_actual", original.Id);
        return wantedQuantity * wantedPrice;
    }

    private decimal AddByHand(EntityReference invoice, EntityReference line, EntityReference contractLine, decimal price)
    {
        AddDetail(invoice, line, Transaction("msdyn_invoicelinetransaction", classes[0], 2m, price, contractLine));
        return 2m * price;
    }

    private decimal AddMilestone(EntityReference invoice, EntityReference line, decimal amount)
    {
        var milestone = new Entity("msdyn_contractlinescheduleofvalue", Guid.NewGuid())
        {
            ["msdyn_name"] = "Go-live",
            ["msdyn_amount"] = new Money(amount),
            ["msdyn_invoicestatus"] = Choice(MilestoneStatus.CustomerInvoiceCreated),
            ["msdyn_contract"] = contract,
            ["msdyn_contractlineid"] = fixedPriceLine,
            ["msdyn_transactionclassification"] = Choice(TransactionClass.Milestone),
            ["msdyn_transactiontypecode"] = Choice(TransactionType.ProjectContract),
            ["transactioncurrencyid"] = Currency,
        };
        Add(milestone);
        var detail = Transaction("msdyn_invoicelinetransaction", TransactionClass.Milestone, 1m, amount, fixedPriceLine);
        detail["pinv_milestoneid"] = milestone.ToEntityReference();
        AddDetail(invoice, line, detail);
        return amount;
    }

    private Guid AddDetail(EntityReference invoice, EntityReference line, Entity detail)
    {
        detail["msdyn_transactiontypecode"] = Choice(TransactionType.BilledSales);
        detail["msdyn_invoice"] = invoice;
        detail["msdyn_invoicelineid"] = line;
        Add(detail);
        return detail.Id;
    }

    private Entity Transaction(string table, TransactionClass @class, decimal quantity, decimal price, EntityReference contractLine) =>
        new(table, Guid.NewGuid())
        {
            ["msdyn_description"] = "Work on the bottling line",
            ["msdyn_transactionclassification"] = Choice(@class),
            ["msdyn_billingtype"] = Choice(BillingType.Chargeable),
            ["msdyn_quantity"] = quantity,
            ["msdyn_price"] = new Money(price),
            ["msdyn_amount"] = new Money(quantity * price),
            ["transactioncurrencyid"] = Currency,
            ["msdyn_project"] = project,
            ["msdyn_transactioncategory"] = @class == TransactionClass.Time ? consulting : travel,
            ["msdyn_salescontract"] = contract,
            ["msdyn_salescontractlineid"] = contractLine,
            ["msdyn_accountcustomer"] = customer,
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14, 8, 0, 0, DateTimeKind.Utc),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14, 16, 0, 0, DateTimeKind.Utc),
        };

    private void Originate(Guid entry, string table, Guid transaction) =>
        Add(
            new Entity("msdyn_transactionorigin")
            {
                ["msdyn_name"] = "msdyn_timeentry",
                ["msdyn_origin"] = entry.ToString("d"),
                ["msdyn_origintype"] = "msdyn_timeentry",
                ["msdyn_transaction"] = transaction.ToString("d"),
                ["msdyn_transactiontype"] = table,
            }
        );

    private static OptionSetValue Choice<TChoice>(TChoice value)
        where TChoice : struct, Enum => new(Convert.ToInt32(value, CultureInfo.InvariantCulture));

    private void Add(Entity row)
    {
        waiting.Add(row);
        if (waiting.Count >= RowsPerTransaction)
        {
            Flush();
        }
    }

    private void Flush()
    {
        organization.InTransaction(
            loader,
            service =>
            {
                foreach (var row in waiting)
                {
                    service.Create(row);
                }
            }
        );
        waiting.Clear();
    }
}
