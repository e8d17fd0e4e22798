using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

public abstract class When_money_is_written(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void The_base_amount_is_the_amount_divided_by_the_exchange_rate()
    {
        var row = Sample.Read(Sample.Order("first", ("new_amount", new Money(100)), ("transactioncurrencyid", Currency("GBP", 0.8m, 2))));

        Assert.AreEqual(0.8m, row["exchangerate"]);
        Assert.AreEqual(125m, row.GetAttributeValue<Money>("new_amount_base").Value);
    }

    [TestMethod]
    public void Without_a_currency_it_is_the_base_currency()
    {
        var row = Sample.Read(Sample.Order("first", ("new_amount", new Money(100))));

        Assert.AreEqual(Sample.Organization.BaseCurrencyId, row.GetAttributeValue<EntityReference>("transactioncurrencyid").Id);
        Assert.AreEqual(100m, row.GetAttributeValue<Money>("new_amount_base").Value);
    }

    [TestMethod]
    public void The_rate_stays_until_money_or_currency_is_written_again()
    {
        var currency = Currency("GBP", 0.8m, 2);
        var id = Sample.Order("first", ("new_amount", new Money(100)), ("transactioncurrencyid", currency));
        Sample.Admin.Update(new Entity("transactioncurrency", currency.Id) { ["exchangerate"] = 0.5m });

        Sample.Admin.Update(new Entity("new_order", id) { ["new_note"] = "x" });
        Assert.AreEqual(125m, Sample.Read(id).GetAttributeValue<Money>("new_amount_base").Value);

        Sample.Admin.Update(new Entity("new_order", id) { ["new_amount"] = new Money(100) });
        Assert.AreEqual(200m, Sample.Read(id).GetAttributeValue<Money>("new_amount_base").Value);
        Assert.AreEqual(0.5m, Sample.Read(id)["exchangerate"]);
    }

    [TestMethod]
    public void Precision_is_the_currencys_or_the_columns_own()
    {
        var row = Sample.Read(
            Sample.Order("first", ("new_amount", new Money(10.5m)), ("new_exact", new Money(123.456789m)), ("transactioncurrencyid", Currency("JPY", 100m, 0)))
        );

        Assert.AreEqual(11m, row.GetAttributeValue<Money>("new_amount").Value, "half away from zero");
        Assert.AreEqual(123.4568m, row.GetAttributeValue<Money>("new_exact").Value);
        Assert.AreEqual(0.11m, row.GetAttributeValue<Money>("new_amount_base").Value, "the base currency has two digits");
    }

    [TestMethod]
    public void A_cleared_amount_clears_its_base_amount()
    {
        var id = Sample.Order("first", ("new_amount", new Money(100)));
        Sample.Admin.Update(new Entity("new_order", id) { ["new_amount"] = null });

        Assert.IsFalse(Sample.Read(id).Contains("new_amount_base"));
    }

    private EntityReference Currency(string code, decimal rate, int precision) =>
        new(
            "transactioncurrency",
            Sample.Admin.Create(
                new Entity("transactioncurrency")
                {
                    ["currencyname"] = code,
                    ["isocurrencycode"] = code,
                    ["currencysymbol"] = code,
                    ["currencyprecision"] = precision,
                    ["exchangerate"] = rate,
                }
            )
        );

    [TestClass]
    public sealed class In_process() : When_money_is_written(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_money_is_written(Way.OverHttp);
}
