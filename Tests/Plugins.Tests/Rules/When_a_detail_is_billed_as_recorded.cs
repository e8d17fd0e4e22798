using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_a_detail_is_billed_as_recorded
{
    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void The_original_is_reversed_and_billed(TransactionClass @class)
    {
        var outcome = Situation.FromAnActual(@class).Bill();

        Same(outcome.Actuals, "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable", "B BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable");
        Same(outcome.Statuses, "U0' CustomerInvoicePosted Unadjustable skip", "B CustomerInvoicePosted");
        Assert.IsTrue(outcome.Rows.All(row => new Actual(row).Class == @class));
    }

    [TestMethod]
    public void Connections_and_origins_say_where_the_rows_come_from()
    {
        var outcome = Situation.FromAnActual().Bill();

        Same(outcome.Connections, "U0' Reversing - U0 Original", "B Billed Sales - U0 Unbilled Sales");
        Same(outcome.Origins, "U0' from msdyn_timeentry", "B from invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry");
    }

    [TestMethod]
    public void The_original_becomes_billed_unless_it_changed_meanwhile()
    {
        var change = Situation.FromAnActual().Bill().Changes.Single();

        Assert.AreEqual(Situation.OriginalId, change.Id);
        Assert.AreEqual("17", change.RowVersion);
        Assert.AreEqual(BillingStatus.CustomerInvoicePosted, new Actual(change).BillingStatus);
        Assert.IsFalse(change.Contains("msdyn_adjustmentstatus"));
    }

    [TestMethod]
    public void Tax_and_descriptions_of_the_billed_row_are_the_details()
    {
        var outcome = Situation.FromAnActual().WithTax(133.33m).Where(it => it.Detail["msdyn_description"] = "Workshop in London").Bill();

        Same(outcome.Actuals, "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable", "B BilledSales 8 x 200 = 1600.00 tax 133.33 Chargeable");
        Assert.AreEqual("Workshop in London", outcome["B"]["msdyn_description"]);
        Assert.AreEqual("Design workshop", outcome["U0'"]["msdyn_description"]);
    }

    [TestMethod]
    [DataRow(BillingType.NonChargeable)]
    [DataRow(BillingType.Complimentary)]
    public void What_is_not_charged_is_billed_the_same_way(BillingType billingType)
    {
        var outcome = Situation
            .FromAnActual()
            .Where(it =>
            {
                it.Detail["msdyn_billingtype"] = new OptionSetValue((int)billingType);
                it.Original!["msdyn_billingtype"] = new OptionSetValue((int)billingType);
            })
            .Bill();

        Same(outcome.Actuals, $"U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 {billingType}", $"B BilledSales 8 x 200 = 1600.00 tax 160.00 {billingType}");
    }

    [TestMethod]
    public void Everything_else_is_the_originals_and_the_accounting_date_the_confirmations()
    {
        var outcome = Situation.FromAnActual().Bill();

        foreach (var row in outcome.Rows)
        {
            Assert.AreEqual(Situation.AccountingDate, row["msdyn_accountingdate"]);
            Assert.AreEqual(new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc), row["msdyn_documentdate"]);
            Assert.AreEqual(new EntityReference("salesorder", Situation.ContractId), row["msdyn_salescontract"]);
            Assert.AreEqual(
                new EntityReference("msdyn_projectcontractsplitbillingrule", Situation.ContractCustomerId),
                row["msdyn_projectcontractsplitbillingrule"]
            );
            Assert.AreEqual(new EntityReference("invoice", Situation.InvoiceId), row["msdyn_invoice"]);
            Assert.AreEqual(row.Id.ToString("d"), row["msdyn_actualimportid"]);
        }
    }

    [TestMethod]
    public void Repeating_it_derives_the_same_ids()
    {
        var first = Situation.FromAnActual().Bill();
        var second = Situation.FromAnActual().Bill();

        CollectionAssert.AreEqual(first.Rows.Select(row => row.Id).ToArray(), second.Rows.Select(row => row.Id).ToArray());
    }
}
