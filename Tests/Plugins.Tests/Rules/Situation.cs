using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Rules;

/// <summary>One detail on one invoice, as the rules see it: 8 h at 200, with 10 % tax, unless told otherwise.</summary>
internal sealed class Situation
{
    public static readonly Guid InvoiceId = new("10000000-0000-0000-0000-000000000001");
    public static readonly Guid LineId = new("20000000-0000-0000-0000-000000000001");
    public static readonly Guid DetailId = new("30000000-0000-0000-0000-000000000001");
    public static readonly Guid OriginalId = new("40000000-0000-0000-0000-000000000001");
    public static readonly Guid CostId = new("40000000-0000-0000-0000-000000000002");
    public static readonly Guid BilledId = new("40000000-0000-0000-0000-000000000003");
    public static readonly Guid CorrectedInvoiceId = new("10000000-0000-0000-0000-000000000002");
    public static readonly Guid CorrectedLineId = new("20000000-0000-0000-0000-000000000002");
    public static readonly Guid CorrectedDetailId = new("30000000-0000-0000-0000-000000000002");
    public static readonly Guid MilestoneId = new("50000000-0000-0000-0000-000000000001");
    public static readonly Guid RetainerId = new("50000000-0000-0000-0000-000000000002");
    public static readonly Guid OpenId = new("40000000-0000-0000-0000-000000000004");
    public static readonly Guid ContractId = new("60000000-0000-0000-0000-000000000001");
    public static readonly Guid ContractCustomerId = new("70000000-0000-0000-0000-000000000001");
    public static readonly Guid CurrencyId = new("80000000-0000-0000-0000-000000000001");
    public static readonly Guid CustomerId = new("90000000-0000-0000-0000-000000000001");
    public static readonly DateTime AccountingDate = new(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc);

    public Entity Invoice { get; } =
        new("invoice", InvoiceId)
        {
            ["invoicenumber"] = "PF-1003",
            ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Draft),
            ["salesorderid"] = new EntityReference("salesorder", ContractId),
            ["customerid"] = new EntityReference("account", CustomerId),
            ["transactioncurrencyid"] = new EntityReference("transactioncurrency", CurrencyId),
            ["currency.currencyprecision"] = new AliasedValue("transactioncurrency", "currencyprecision", 2),
            ["currency.isocurrencycode"] = new AliasedValue("transactioncurrency", "isocurrencycode", "USD"),
            ["contract.ordernumber"] = new AliasedValue("salesorder", "ordernumber", "CON-00021"),
        };

    public Entity Line { get; } =
        new("invoicedetail", LineId)
        {
            ["lineitemnumber"] = 2,
            ["msdyn_billingmethod"] = new OptionSetValue((int)BillingMethod.TimeAndMaterial),
            ["company.cdm_companycode"] = new AliasedValue("cdm_company", "cdm_companycode", "USMF"),
        };

    public Entity Detail { get; } = Transaction("msdyn_invoicelinetransaction", DetailId);

    public Entity? Original { get; set; }

    /// <summary>The billed row that the detail corrects.</summary>
    public Entity? Billed { get; set; }

    /// <summary>The unbilled row behind the billed one.</summary>
    public Entity? Unbilled { get; set; }

    public Entity? Milestone { get; set; }

    /// <summary>The retainer that the detail invoices, applies or refunds.</summary>
    public Entity? Retainer { get; set; }

    /// <summary>The unbilled row that holds what is left of the retainer.</summary>
    public Entity? RetainerOpen { get; set; }

    public int? RetainerClass { get; set; }

    public List<Guid> ContractCustomers { get; } = [ContractCustomerId];

    /// <summary>Time, expense, material or fee taken from an unbilled sales actual.</summary>
    public static Situation FromAnActual(TransactionClass @class = TransactionClass.Time)
    {
        var situation = new Situation();
        situation.Original = Transaction("msdyn_actual", OriginalId);
        situation.Original.RowVersion = "17";
        situation.Original["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales);
        situation.Original["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoiceCreated);
        situation.Original["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", ContractCustomerId);
        situation.Original["msdyn_transactionclassification"] = new OptionSetValue((int)@class);
        situation.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)@class);
        return situation;
    }

    /// <summary>A detail that nobody recorded before.</summary>
    public static Situation AddedByHand(BillingMethod method)
    {
        var situation = new Situation();
        situation.Line["msdyn_billingmethod"] = new OptionSetValue((int)method);
        return situation;
    }

    /// <summary>A milestone of 5,000.</summary>
    public static Situation OfAMilestone()
    {
        var situation = new Situation
        {
            Milestone = new Entity("msdyn_contractlinescheduleofvalue", MilestoneId)
            {
                RowVersion = "23",
                ["msdyn_name"] = "Go-live",
                ["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoiceCreated),
                ["msdyn_contract"] = new EntityReference("salesorder", ContractId),
            },
        };
        situation.Line["msdyn_billingmethod"] = new OptionSetValue((int)BillingMethod.FixedPrice);
        situation.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Milestone);
        situation.Detail["pinv_milestoneid"] = new EntityReference("msdyn_contractlinescheduleofvalue", MilestoneId);
        return situation.With(1, 5000, 5000).WithTax(null);
    }

    /// <summary>A retainer of 1,600, of which some is used, and a detail that does something with an amount of it.</summary>
    public static Situation OfARetainer(RetainerAction action, decimal amount, decimal used = 0, RetainerStatus status = RetainerStatus.Invoiced)
    {
        var situation = new Situation { RetainerClass = Environment.Site.RetainerClass };
        var @class = new OptionSetValue(Environment.Site.RetainerClass);
        situation.Detail["msdyn_transactionclassification"] = @class;
        situation.Detail["pinv_retainerid"] = new EntityReference("pinv_retainer", RetainerId);
        situation.Detail["pinv_retaineraction"] = new OptionSetValue((int)action);
        situation.Retainer = new Entity("pinv_retainer", RetainerId)
        {
            RowVersion = "31",
            ["pinv_name"] = "Kick-off",
            ["pinv_contractid"] = new EntityReference("salesorder", ContractId),
            ["pinv_contractcustomerid"] = new EntityReference("msdyn_projectcontractsplitbillingrule", ContractCustomerId),
            ["pinv_amount"] = new Money(1600),
            ["pinv_usedamount"] = new Money(used),
            ["pinv_status"] = new OptionSetValue((int)status),
            ["transactioncurrencyid"] = new EntityReference("transactioncurrency", CurrencyId),
        };
        if (status != RetainerStatus.Open && used < 1600)
        {
            situation.Retainer["pinv_openactualid"] = new EntityReference("msdyn_actual", OpenId);
            situation.RetainerOpen = Transaction("msdyn_actual", OpenId);
            situation.RetainerOpen.RowVersion = "37";
            situation.RetainerOpen["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales);
            situation.RetainerOpen["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.UnbilledSalesCreated);
            situation.RetainerOpen["msdyn_transactionclassification"] = @class;
            situation.RetainerOpen["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", ContractCustomerId);
            situation.RetainerOpen["msdyn_quantity"] = -1m;
            situation.RetainerOpen["msdyn_price"] = new Money(1600 - used);
            situation.RetainerOpen["msdyn_amount"] = new Money(used - 1600);
            situation.RetainerOpen["pinv_taxamount"] = null;
            situation.RetainerOpen["pinv_skipsync"] = true;
        }

        return situation.With(Math.Sign(amount), Math.Abs(amount), amount).WithTax(null);
    }

    /// <summary>A correction of a detail that did something with an amount of a retainer.</summary>
    public static Situation CorrectingARetainer(RetainerAction action, decimal billed, decimal used, RetainerStatus status = RetainerStatus.Invoiced)
    {
        var situation = OfARetainer(action, billed, used, status);
        situation.Correct((TransactionClass)Environment.Site.RetainerClass);
        situation.Billed!["msdyn_quantity"] = (decimal)Math.Sign(billed);
        situation.Billed["msdyn_price"] = new Money(Math.Abs(billed));
        situation.Billed["msdyn_amount"] = new Money(billed);
        situation.Billed["pinv_taxamount"] = new Money(billed / 10);
        return situation.With(0, Math.Abs(billed), 0);
    }

    /// <summary>A correction of 8 h at 200 that were billed with 10 % tax; as revision leaves it, a full credit.</summary>
    public static Situation CorrectingWork(TransactionClass @class = TransactionClass.Time)
    {
        var situation = new Situation { Unbilled = Transaction("msdyn_actual", OriginalId) };
        situation.Correct(@class);
        situation.Unbilled["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales);
        situation.Unbilled["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted);
        situation.Unbilled["msdyn_transactionclassification"] = new OptionSetValue((int)@class);
        situation.Unbilled["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", ContractCustomerId);
        return situation;
    }

    /// <summary>A correction of 8 h at 200 that were added by hand on a fixed-price line.</summary>
    public static Situation CorrectingFixedPrice()
    {
        var situation = new Situation();
        situation.Correct(TransactionClass.Time);
        situation.Line["msdyn_billingmethod"] = new OptionSetValue((int)BillingMethod.FixedPrice);
        return situation;
    }

    /// <summary>A correction of a milestone of 5,000.</summary>
    public static Situation CorrectingAMilestone()
    {
        var situation = OfAMilestone();
        situation.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoicePosted);
        situation.Correct(TransactionClass.Milestone);
        situation.Billed!["msdyn_quantity"] = 1m;
        situation.Billed["msdyn_price"] = new Money(5000);
        situation.Billed["msdyn_amount"] = new Money(5000);
        situation.Billed["pinv_taxamount"] = new Money(500);
        return situation.With(0, 5000, 0);
    }

    private void Correct(TransactionClass @class)
    {
        Billed = Transaction("msdyn_actual", BilledId);
        Billed.RowVersion = "29";
        Billed["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.BilledSales);
        Billed["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted);
        Billed["msdyn_transactionclassification"] = new OptionSetValue((int)@class);
        Billed["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", ContractCustomerId);
        Billed["msdyn_invoice"] = new EntityReference("invoice", CorrectedInvoiceId);
        Detail["msdyn_transactionclassification"] = new OptionSetValue((int)@class);
        Detail["msdyn_correction"] = true;
        Detail["msdyn_originalinvoicelinedetail"] = new EntityReference("msdyn_invoicelinetransaction", CorrectedDetailId);
        With(0, 200, 0).WithTax(null);
    }

    public Situation With(decimal quantity, decimal price, decimal? amount)
    {
        Detail["msdyn_quantity"] = quantity;
        Detail["msdyn_price"] = new Money(price);
        Detail["msdyn_amount"] = amount is { } value ? new Money(value) : null;
        return this;
    }

    public Situation WithTax(decimal? tax)
    {
        Detail["pinv_taxamount"] = tax is { } value ? new Money(value) : null;
        return this;
    }

    public Situation Where(Action<Situation> change)
    {
        change(this);
        return this;
    }

    public BillingFacts Facts()
    {
        var line = new InvoiceLine(Line);
        var detail = new BillableDetail(new InvoiceLineDetail(Detail))
        {
            Line = line,
            OriginalIds = Original is null ? [] : [OriginalId],
            Original = Original is null ? null : new Actual(Original),
            OriginalSources = Original is null ? [] : [new Source("msdyn_timeentry", "aaaaaaaa-0000-0000-0000-000000000001")],
            OriginalCost = Original is null ? null : CostId,
            Sources = Billed is null ? [new Source("msdyn_timeentry", "aaaaaaaa-0000-0000-0000-000000000001")] : CorrectedSources,
            Milestone = Milestone is null ? null : new Milestone(Milestone),
            Retainer = Retainer is null
                ? null
                : new RetainerFacts(
                    new Retainer(Retainer),
                    RetainerOpen is null ? null : new Actual(RetainerOpen),
                    RetainerOpen is null ? [] : [new Source("msdyn_invoicelinetransaction", "bbbbbbbb-0000-0000-0000-000000000001")]
                ),
            Corrected = Billed is null
                ? null
                : new Correction([BilledId])
                {
                    Billed = new Actual(Billed),
                    BilledSources = CorrectedSources,
                    UnbilledCount = Unbilled is null ? 0 : 1,
                    Unbilled = Unbilled is null ? null : new Actual(Unbilled),
                    Detail = new InvoiceLineDetail(Transaction("msdyn_invoicelinetransaction", CorrectedDetailId)),
                },
        };
        return new BillingFacts(new Invoice(Invoice), [line], [detail], [.. ContractCustomers.Select(id => ContractCustomerOf(id))]);
    }

    public static ContractCustomer ContractCustomerOf(Guid id) =>
        new(new Entity("msdyn_projectcontractsplitbillingrule", id) { ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-1" });

    /// <summary>A currency with some number of decimals.</summary>
    public Situation InCurrencyOf(int decimals)
    {
        Invoice["currency.currencyprecision"] = new AliasedValue("transactioncurrency", "currencyprecision", decimals);
        Invoice["currency.isocurrencycode"] = new AliasedValue("transactioncurrency", "isocurrencycode", CurrencyWith(decimals));
        return this;
    }

    public static string CurrencyWith(int decimals) =>
        decimals switch
        {
            0 => "JPY",
            3 => "KWD",
            4 => "CLF",
            _ => "USD",
        };

    public Outcome Bill() => new(BillingPlan.Of(Facts(), AccountingDate).Details.Single());

    public IReadOnlyList<string> Faults() => [.. ConfirmationCheck.Of(Facts(), RetainerClass).Select(fault => fault.ToString())];

    private static Source[] CorrectedSources =>
        [
            new("invoice", CorrectedInvoiceId),
            new("invoicedetail", CorrectedLineId),
            new("msdyn_invoicelinetransaction", CorrectedDetailId),
            new("msdyn_timeentry", "aaaaaaaa-0000-0000-0000-000000000001"),
        ];

    private static Entity Transaction(string table, Guid id) =>
        new(table, id)
        {
            ["msdyn_description"] = "Design workshop",
            ["msdyn_externaldescription"] = "Workshop",
            ["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Time),
            ["msdyn_billingtype"] = new OptionSetValue((int)BillingType.Chargeable),
            ["msdyn_quantity"] = 8m,
            ["msdyn_price"] = new Money(200),
            ["msdyn_amount"] = new Money(1600),
            ["pinv_taxamount"] = new Money(160),
            ["transactioncurrencyid"] = new EntityReference("transactioncurrency", CurrencyId),
            ["msdyn_salescontract"] = new EntityReference("salesorder", ContractId),
            ["msdyn_accountcustomer"] = new EntityReference("account", CustomerId),
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14, 8, 0, 0, DateTimeKind.Utc),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14, 16, 0, 0, DateTimeKind.Utc),
            ["company.cdm_companycode"] = new AliasedValue("cdm_company", "cdm_companycode", "USMF"),
        };
}
