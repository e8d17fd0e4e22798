using System.Globalization;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_there_is_no_original
{
    [TestMethod]
    public void A_detail_on_a_time_and_material_line_is_recorded_and_billed()
    {
        var outcome = Situation.AddedByHand(BillingMethod.TimeAndMaterial).Bill();

        Same(
            outcome.Actuals,
            "U UnbilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable",
            "U' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "B BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable"
        );
        Same(outcome.Statuses, "U CustomerInvoicePosted", "U' CustomerInvoicePosted Unadjustable skip", "B CustomerInvoicePosted");
        Same(outcome.Connections, "U' Reversing - U Original", "B Billed Sales - U Unbilled Sales");
        Assert.AreEqual(0, outcome.Changes.Count);
    }

    [TestMethod]
    public void A_detail_on_a_fixed_price_line_is_billed_alone()
    {
        var outcome = Situation.AddedByHand(BillingMethod.FixedPrice).Bill();

        Same(outcome.Actuals, "B BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable");
        Assert.AreEqual(0, outcome.Connections.Count);
    }

    [TestMethod]
    public void A_milestone_is_billed_alone_and_closed()
    {
        var outcome = Situation.OfAMilestone().Bill();

        Same(outcome.Actuals, "B BilledSales 1 x 5000 = 5000.00 tax none Chargeable");
        Same(outcome.Origins, "B from invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry");
        var milestone = outcome.Changes.Single();
        Assert.AreEqual(Situation.MilestoneId, milestone.Id);
        Assert.AreEqual("23", milestone.RowVersion);
        Assert.AreEqual(MilestoneStatus.CustomerInvoicePosted, new Milestone(milestone).Status);
    }

    [TestMethod]
    public void Who_pays_is_the_contract_customer_of_the_contract()
    {
        var billed = Situation.OfAMilestone().Bill()["B"];

        Assert.AreEqual(
            new EntityReference("msdyn_projectcontractsplitbillingrule", Situation.ContractCustomerId),
            billed["msdyn_projectcontractsplitbillingrule"]
        );
    }

    [TestMethod]
    [DataRow(0, "1001")]
    [DataRow(2, "1000.52")]
    [DataRow(3, "1000.515")]
    public void An_amount_left_empty_is_rounded_once_half_away_from_zero_at_the_decimals_of_the_currency(int decimals, string expected)
    {
        // As in JPY, USD and KWD.
        var outcome = Situation.AddedByHand(BillingMethod.FixedPrice).With(3, 333.505m, null).InCurrencyOf(decimals).Bill();

        Assert.AreEqual(decimal.Parse(expected, CultureInfo.InvariantCulture), new Actual(outcome["B"]).NetAmount);
    }
}
