using CsCheck;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Rules;

namespace Plugins.Tests.Properties;

/// <summary>A random invoice as the rules see it.</summary>
internal sealed class RandomInvoice
{
    private readonly int decimals;
    private readonly InvoiceLine timeAndMaterial = Line(1, BillingMethod.TimeAndMaterial);
    private readonly InvoiceLine fixedPrice = Line(2, BillingMethod.FixedPrice);

    private RandomInvoice(int decimals, IReadOnlyList<RandomDetail> details)
    {
        this.decimals = decimals;
        Details = details;
        Facts = new BillingFacts(
            new Invoice(Header()),
            [timeAndMaterial, fixedPrice],
            [.. details.Select(Detail)],
            [Situation.ContractCustomerOf(Situation.ContractCustomerId)]
        );
    }

    /// <summary>In yen, dollars and dinars.</summary>
    public static Gen<RandomInvoice> Generator { get; } =
        from decimals in Gen.Int[0, 2].Select(index => index == 0 ? 0 : index + 1)
        from details in RandomDetail.Generator(decimals).List[1, 12]
        select new RandomInvoice(decimals, details);

    public IReadOnlyList<RandomDetail> Details { get; }

    public BillingFacts Facts { get; }

    public BillingPlan Plan() => PlanOf(Facts);

    public static BillingPlan PlanOf(BillingFacts facts) => BillingPlan.Of(facts, Situation.AccountingDate);

    private static InvoiceLine Line(int number, BillingMethod method) =>
        new(
            new Entity("invoicedetail", new Guid(number, 2, 0, [0, 0, 0, 0, 0, 0, 0, 0]))
            {
                ["lineitemnumber"] = number,
                ["msdyn_billingmethod"] = new OptionSetValue((int)method),
            }
        );

    private Entity Header() =>
        new("invoice", Situation.InvoiceId)
        {
            ["invoicenumber"] = "PF-1003",
            ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Draft),
            ["salesorderid"] = new EntityReference("salesorder", Situation.ContractId),
            ["customerid"] = new EntityReference("account", Situation.CustomerId),
            ["transactioncurrencyid"] = new EntityReference("transactioncurrency", Situation.CurrencyId),
            ["currency.currencyprecision"] = new AliasedValue("transactioncurrency", "currencyprecision", decimals),
            ["currency.isocurrencycode"] = new AliasedValue("transactioncurrency", "isocurrencycode", Situation.CurrencyWith(decimals)),
            ["contract.ordernumber"] = new AliasedValue("salesorder", "ordernumber", "CON-00021"),
        };

    private BillableDetail Detail(RandomDetail random, int index)
    {
        var line = random.Origin is DetailOrigin.AddedOnFixedPrice or DetailOrigin.Milestone ? fixedPrice : timeAndMaterial;
        var billable = new BillableDetail(new InvoiceLineDetail(Row(random, index))) { Line = line, Sources = [new Source("msdyn_timeentry", Id(6, index))] };
        return random.Origin switch
        {
            DetailOrigin.Taken => billable with
            {
                OriginalIds = [Id(4, index)],
                Original = new Actual(Original(random, index)),
                OriginalSources = [new Source("msdyn_timeentry", Id(6, index))],
                OriginalCost = Id(5, index),
            },
            DetailOrigin.Milestone => billable with { Milestone = new Milestone(MilestoneOf(random, index)) },
            _ => billable,
        };
    }

    private static Entity Row(RandomDetail random, int index)
    {
        var taken = random.Origin == DetailOrigin.Taken;
        var row = Transaction("msdyn_invoicelinetransaction", Id(3, index), random);
        row["msdyn_quantity"] = taken ? random.BilledQuantity : random.Quantity;
        row["msdyn_price"] = new Money(taken ? random.BilledPrice : random.Price);
        row["msdyn_amount"] = random.NamesItsAmount ? new Money(taken ? random.BilledAmount : random.Amount) : null;
        row["pinv_taxamount"] = new Money(taken ? random.BilledTax : random.Tax);
        row["msdyn_billingtype"] = new OptionSetValue((int)(taken ? random.BilledType : random.BillingType));
        if (random.Origin == DetailOrigin.Milestone)
        {
            row["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Milestone);
            row["pinv_milestoneid"] = new EntityReference("msdyn_contractlinescheduleofvalue", Id(7, index));
        }

        return row;
    }

    private static Entity Original(RandomDetail random, int index)
    {
        var row = Transaction("msdyn_actual", Id(4, index), random);
        row["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales);
        row["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoiceCreated);
        row["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", Situation.ContractCustomerId);
        row["msdyn_quantity"] = random.Quantity;
        row["msdyn_price"] = new Money(random.Price);
        row["msdyn_amount"] = new Money(random.Amount);
        row["pinv_taxamount"] = new Money(random.Tax);
        row["msdyn_billingtype"] = new OptionSetValue((int)random.BillingType);
        return row;
    }

    private static Entity MilestoneOf(RandomDetail random, int index) =>
        new("msdyn_contractlinescheduleofvalue", Id(7, index))
        {
            ["msdyn_name"] = "Milestone " + index,
            ["msdyn_amount"] = new Money(random.Amount),
            ["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoiceCreated),
            ["msdyn_contract"] = new EntityReference("salesorder", Situation.ContractId),
        };

    private static Entity Transaction(string table, Guid id, RandomDetail random) =>
        new(table, id)
        {
            ["company.cdm_companycode"] = new AliasedValue("cdm_company", "cdm_companycode", "USMF"),
            ["msdyn_transactionclassification"] = new OptionSetValue((int)random.Class),
            ["transactioncurrencyid"] = new EntityReference("transactioncurrency", Situation.CurrencyId),
            ["msdyn_salescontract"] = new EntityReference("salesorder", Situation.ContractId),
            ["msdyn_accountcustomer"] = new EntityReference("account", Situation.CustomerId),
        };

    private static Guid Id(short kind, int index) => new(index, kind, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
