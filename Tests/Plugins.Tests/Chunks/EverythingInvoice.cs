using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace Plugins.Tests.Chunks;

/// <summary>
/// An invoice of some thirty details that needs every rule there is: the billing table, the corrections and the retainers, under a not-to-exceed limit.
/// </summary>
internal static class EverythingInvoice
{
    public static DraftInvoice On(Site site)
    {
        site.Limit(100_000, 100_000);
        site.Limit(1_000_000);
        var applied = site.InvoicedRetainer(900);
        var refunded = Invoiced(site, "PF-0901", 300);
        var unused = site.Retainer(250, "Second phase");
        var earlier = site.Draft("PF-0800")
            .With(8, 200, tax: 304)
            .With(4, 100, TransactionClass.Expense)
            .With(2, 50, TransactionClass.Material)
            .With(1, 300, TransactionClass.Fee)
            .With(6, 120)
            .WithMilestone(1500)
            .AddedByHand(2, 60, BillingMethod.FixedPrice)
            .Confirm();
        site.RunJobs();

        var invoice = site.Draft()
            .With(8, 200, tax: 304)
            .With(3, 33.33m, TransactionClass.Expense)
            .With(5, 12.5m, TransactionClass.Material)
            .With(1, 400, TransactionClass.Fee)
            .With(2, 90, billingType: BillingType.NonChargeable)
            .With(2, 80, billingType: BillingType.Complimentary)
            .With(8, 200, tax: 304)
            .With(8, 200)
            .With(8, 200)
            .With(8, 200)
            .With(8, 200)
            .With(8, 200)
            .With(1, 500, TransactionClass.Fee)
            .With(7, 99.99m, tax: 133)
            .WithMilestone(5000)
            .AddedByHand(2, 80, BillingMethod.TimeAndMaterial)
            .AddedByHand(3, 70, BillingMethod.FixedPrice)
            .WithRetainer(unused, RetainerAction.Invoice, 250)
            .WithRetainer(applied, RetainerAction.Apply, -400)
            .WithRetainer(applied, RetainerAction.Apply, -500)
            .WithRetainer(refunded, RetainerAction.Refund, -120);
        Edit(site, invoice.Details[6], 6, 200, tax: 228);
        Edit(site, invoice.Details[7], 10, 200);
        Edit(site, invoice.Details[8], 8, 180);
        Edit(site, invoice.Details[9], 5, 210);
        Edit(site, invoice.Details[10], 0, 200);
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", invoice.Details[11]) { ["msdyn_billingtype"] = new OptionSetValue((int)BillingType.NonChargeable) }
        );
        Edit(site, invoice.Details[12], 1, 450);
        CostOf(site, invoice.Originals[6]);

        CorrectiveDraft.Of(site, earlier.Id, draft: invoice.Id).With(earlier.Details[4], 4, 120).With(earlier.Details[0], 9, 200, tax: 342);
        return invoice;
    }

    private static Guid Invoiced(Site site, string number, decimal amount)
    {
        var retainer = site.Retainer(amount);
        site.Draft(number).WithRetainer(retainer, RetainerAction.Invoice, amount).Confirm();
        return retainer;
    }

    private static void Edit(Site site, Guid detail, decimal quantity, decimal price, decimal? tax = null) =>
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", detail)
            {
                ["msdyn_quantity"] = quantity,
                ["msdyn_price"] = new Money(price),
                ["msdyn_amount"] = new Money(decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero)),
                ["pinv_taxamount"] = tax is { } value ? new Money(value) : null,
            }
        );

    private static void CostOf(Site site, Guid original)
    {
        var cost = site.Loader.Create(
            new Entity("msdyn_actual")
            {
                ["msdyn_description"] = "Cost",
                ["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.Cost),
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        site.Loader.Create(
            new Entity("msdyn_transactionconnection")
            {
                ["msdyn_transaction1"] = original.ToString("d"),
                ["msdyn_transaction1role"] = "Unbilled Sales",
                ["msdyn_transaction1type"] = "msdyn_actual",
                ["msdyn_transaction2"] = cost.ToString("d"),
                ["msdyn_transaction2role"] = "Cost",
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );
    }
}
