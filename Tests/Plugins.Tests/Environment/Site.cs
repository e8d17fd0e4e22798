using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Plugins.Tests.Environment;

/// <summary>An organization with the solution installed, its users, and one project contract in USD with one contract customer.</summary>
internal sealed class Site
{
    public static readonly DateTime Now = new(2026, 9, 30, 22, 30, 0, DateTimeKind.Utc);

    /// <summary>The value of transaction class Retainer in this environment.</summary>
    public const int RetainerClass = 192350777;

    private static readonly Lazy<DataverseOrganization> Prepared = new(Prepare);

    private static readonly Guid ManagerId = new("c0000000-0000-4000-8000-000000000001");
    private static readonly Guid LoaderId = new("c0000000-0000-4000-8000-000000000002");
    private static readonly Guid ConnectorId = new("c0000000-0000-4000-8000-000000000003");

    private Site(DataverseOrganization organization)
    {
        Organization = organization;
        Manager = organization.CreateService(ManagerId);
        Loader = organization.CreateService(LoaderId);
        Connector = organization.CreateService(ConnectorId);
    }

    public DataverseOrganization Organization { get; }

    /// <summary>The project manager, who confirms.</summary>
    public IOrganizationService Manager { get; }

    /// <summary>Who loads data.</summary>
    public IOrganizationService Loader { get; }

    /// <summary>The connector's application user.</summary>
    public IOrganizationService Connector { get; }

    public EntityReference Currency => new("transactioncurrency", Organization.BaseCurrencyId);

    public EntityReference Customer { get; } = new("account", new Guid("d0000000-0000-4000-8000-000000000001"));

    public EntityReference Contract { get; } = new("salesorder", new Guid("d0000000-0000-4000-8000-000000000002"));

    public EntityReference TimeAndMaterialLine { get; } = new("salesorderdetail", new Guid("d0000000-0000-4000-8000-000000000003"));

    public EntityReference FixedPriceLine { get; } = new("salesorderdetail", new Guid("d0000000-0000-4000-8000-000000000004"));

    public EntityReference Project { get; } = new("msdyn_project", new Guid("d0000000-0000-4000-8000-000000000005"));

    public EntityReference ContractCustomer { get; } = new("msdyn_projectcontractsplitbillingrule", new Guid("d0000000-0000-4000-8000-000000000006"));

    public EntityReference PriceList { get; } = new("pricelevel", new Guid("d0000000-0000-4000-8000-000000000007"));

    /// <summary>A site of its own for one test.</summary>
    public static Site New() => new(Prepared.Value.Fork());

    /// <summary>A copy of this site, which goes its own way from here on.</summary>
    public Site Fork() => new(Organization.Fork());

    public DraftInvoice Draft(string number = "PF-1003") => DraftInvoice.On(this, number);

    public void Confirm(Guid invoice) =>
        Manager.Update(new Entity("invoice", invoice) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) });

    public Entity Read(string table, Guid id) => Loader.Retrieve(table, id, new ColumnSet(true));

    public IReadOnlyList<Entity> All(string table) => [.. Loader.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    /// <summary>A retainer that nobody has invoiced.</summary>
    public Guid Retainer(decimal amount, string name = "Kick-off") =>
        Loader.Create(
            new Entity("pinv_retainer")
            {
                ["pinv_name"] = name,
                ["pinv_contractid"] = Contract,
                ["pinv_contractcustomerid"] = ContractCustomer,
                ["pinv_amount"] = new Money(amount),
                ["pinv_status"] = new OptionSetValue((int)RetainerStatus.Open),
                ["transactioncurrencyid"] = Currency,
            }
        );

    /// <summary>A retainer that an invoice of its own has billed.</summary>
    public Guid InvoicedRetainer(decimal amount)
    {
        var retainer = Retainer(amount);
        Draft("PF-0900").WithRetainer(retainer, RetainerAction.Invoice, amount).Confirm();
        return retainer;
    }

    /// <summary>A not-to-exceed limit of the contract, narrowed to a line, a customer, or both.</summary>
    public Guid Limit(decimal amount, EntityReference? line = null, EntityReference? customer = null) =>
        Loader.Create(
            new Entity("pinv_nottoexceed")
            {
                ["pinv_name"] = "Cap",
                ["pinv_contractid"] = Contract,
                ["pinv_contractlineid"] = line,
                ["pinv_contractcustomerid"] = customer,
                ["pinv_amount"] = new Money(amount),
                ["transactioncurrencyid"] = Currency,
            }
        );

    /// <summary>The actuals that a confirmation made.</summary>
    public IReadOnlyList<Actual> MadeBy(Guid invoice) =>
        [.. All("msdyn_actual").Where(row => row.GetAttributeValue<EntityReference>("msdyn_invoice")?.Id == invoice).Select(row => new Actual(row))];

    /// <summary>The work that no invoice has and the next one can take.</summary>
    public IReadOnlyList<Actual> Billable() =>
        [.. All("msdyn_actual").Select(row => new Actual(row)).Where(row => row is { BillingStatus: BillingStatus.UnbilledSalesCreated, Invoice: null })];

    private static DataverseOrganization Prepare()
    {
        var organization = new DataverseOrganization(new OrganizationOptions { Clock = new StoppedClock(Now) });
        Installation.Into(organization);
        AddUsers(organization);
        AddMasterData(new Site(organization));
        foreach (var table in new[] { "msdyn_actual", "msdyn_invoicelinetransaction" })
        {
            organization.AddOptions(table, "msdyn_transactionclassification", [new ChoiceOption(RetainerClass, "Retainer")]);
        }

        organization.SetEnvironmentVariable("pinv_RetainerTransactionClass", RetainerClass.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return organization;
    }

    private static void AddUsers(DataverseOrganization organization)
    {
        // Everybody may do everything as far as privileges go, so that what is refused is refused by the plug-ins.
        const string Everything = "Everything";
        organization.RegisterRole(
            new RoleRegistration(
                Guid.NewGuid(),
                Everything,
                [
                    .. organization
                        .Metadata.Tables.Select(table => table.LogicalName)
                        .SelectMany(
                            table => new[] { "Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign" },
                            (table, right) => $"prv{right}{table}"
                        ),
                ]
            )
        );

        AddUser(ManagerId, "Project Invoice Manager");
        AddUser(LoaderId, "Project Invoice Data Import");
        AddUser(ConnectorId, "Project Invoice Finance Integration");

        void AddUser(Guid id, string role) => organization.RegisterUser(new UserRegistration(id, role, [role, Everything]));
    }

    private static void AddMasterData(Site site)
    {
        site.Loader.Create(new Entity("account", site.Customer.Id) { ["name"] = "Coho Winery" });
        site.Loader.Create(new Entity("pricelevel", site.PriceList.Id) { ["name"] = "Standard" });
        site.Loader.Create(
            new Entity("salesorder", site.Contract.Id)
            {
                ["name"] = "Bottling line",
                ["customerid"] = site.Customer,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
                ["msdyn_salesordernumber"] = "CON-00021",
            }
        );
        site.Loader.Create(
            new Entity("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id)
            {
                ["msdyn_projectcontractid"] = site.Contract,
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-1",
            }
        );
        var company = new EntityReference("cdm_company", site.Loader.Create(new Entity("cdm_company") { ["cdm_companycode"] = "USMF" }));
        site.Loader.Create(
            new Entity("msdyn_project", site.Project.Id)
            {
                ["msdyn_subject"] = "Bottling line",
                ["msdyn_calendarid"] = "none",
                ["msdyn_owningcompany"] = company,
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        site.Loader.Create(ContractLine(site.TimeAndMaterialLine, "Consulting", site, BillingMethod.TimeAndMaterial));
        site.Loader.Create(ContractLine(site.FixedPriceLine, "Implementation", site, BillingMethod.FixedPrice));
    }

    private static Entity ContractLine(EntityReference line, string name, Site site, BillingMethod method) =>
        new("salesorderdetail", line.Id)
        {
            ["salesorderdetailname"] = name,
            ["salesorderid"] = site.Contract,
            ["msdyn_project"] = site.Project,
            ["msdyn_billingmethod"] = new OptionSetValue((int)method),
            ["quantity"] = 1m,
            ["transactioncurrencyid"] = site.Currency,
        };
}
