using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Rules;

namespace Plugins.Tests.Forms;

[TestClass]
internal sealed class When_amounts_have_too_many_decimals
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void What_was_added_by_hand_is_refused_until_its_amount_is_entered_with_those_of_the_currency()
    {
        Store(decimals: 4);
        var draft = site.Draft().AddedByHand(7, 33.335m, BillingMethod.TimeAndMaterial);
        Amount(draft, 233.345m);

        Assert.AreEqual(
            $"{FormErrors.TooManyDecimals.Code}: PF-1003 line 1 'Time 7 x 33.335': The amount 233.345 has more than the 2 "
                + "decimals of USD. Enter the amount with at most "
                + "2 decimals; quantity and price may have more.",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        Amount(draft, 233.35m);
        site.Confirm(draft.Id);
        Assert.AreEqual(233.35m, site.MadeBy(draft.Id).Single(row => row.Type == TransactionType.BilledSales).NetAmount);
    }

    [TestMethod]
    public void What_was_recorded_so_is_refused_however_the_detail_is_edited()
    {
        Store(decimals: 4);
        var draft = site.Draft().With(7, 33.335m);
        site.Loader.Update(new Entity("msdyn_actual", draft.Originals[0]) { ["msdyn_amount"] = new Money(233.345m) });
        Amount(draft, 233.345m);

        Assert.StartsWith(
            $"{FormErrors.BehindHasTooManyDecimals.Code}: PF-1003 line 1 'Time 7 x 33.335': The amount 233.345 of the actual "
                + $"{draft.Originals[0]:d} has more than the 2 decimals of USD",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_price"] = new Money(33), ["msdyn_amount"] = new Money(231) }
        );
        site.Expect(FormErrors.BehindHasTooManyDecimals, () => site.Confirm(draft.Id));
    }

    [TestMethod]
    public void What_was_recorded_before_the_decimals_of_the_currency_were_lowered_is_never_taken_back_as_another_amount()
    {
        var draft = site.Draft().With(1, 99.99m);
        Store(decimals: 0);

        site.Expect(FormErrors.BehindHasTooManyDecimals, () => site.Confirm(draft.Id));

        Store(decimals: 2);
        site.Confirm(draft.Id);
        Assert.AreEqual(-99.99m, site.MadeBy(draft.Id).Single(row => row.Type == TransactionType.UnbilledSales).NetAmount);
    }

    [TestMethod]
    public void A_correction_takes_back_exactly_what_stands_or_nothing()
    {
        var situation = Situation.CorrectingWork();
        situation.Billed!["msdyn_amount"] = new Money(1600.005m);

        Assert.IsTrue(
            situation
                .Faults()
                .Any(fault =>
                    fault.StartsWith(
                        $"{FormErrors.BehindHasTooManyDecimals.Code}: PF-1003 line 2 'Design workshop': The amount 1600.005 of "
                            + $"the actual {Situation.BilledId:d}",
                        StringComparison.Ordinal
                    )
                )
        );
    }

    [TestMethod]
    public void A_tax_has_no_more_decimals_either()
    {
        var fault = Situation.AddedByHand(BillingMethod.TimeAndMaterial).WithTax(160.005m).Faults().Single();

        Assert.StartsWith($"{FormErrors.TooManyDecimals.Code}: PF-1003 line 2 'Design workshop': The tax 160.005 has more than the 2 decimals of USD", fault);
    }

    [TestMethod]
    public void Prices_may_have_more() => Assert.AreEqual(0, Situation.AddedByHand(BillingMethod.TimeAndMaterial).With(7, 33.335m, 233.35m).Faults().Count);

    // By hand from list one of ISO 4217.
    [TestMethod]
    [DataRow("JPY", 0)]
    [DataRow("ISK", 0)]
    [DataRow("KRW", 0)]
    [DataRow("CLP", 0)]
    [DataRow("VND", 0)]
    [DataRow("XAF", 0)]
    [DataRow("CHF", 2)]
    [DataRow("EUR", 2)]
    [DataRow("USD", 2)]
    [DataRow("HUF", 2)]
    [DataRow("IDR", 2)]
    [DataRow("MGA", 2)]
    [DataRow("KWD", 3)]
    [DataRow("BHD", 3)]
    [DataRow("TND", 3)]
    [DataRow("CLF", 4)]
    [DataRow("UYW", 4)]
    [DataRow(" jpy", 0)]
    [DataRow(null, 2)]
    public void Each_currency_has_the_decimals_of_ISO_4217(string? code, int decimals) => Assert.AreEqual(decimals, Iso4217.DecimalsOf(code));

    private void Store(int decimals) => site.Loader.Update(new Entity("transactioncurrency", site.Currency.Id) { ["currencyprecision"] = decimals });

    private void Amount(DraftInvoice draft, decimal amount) =>
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_amount"] = new Money(amount) });
}
