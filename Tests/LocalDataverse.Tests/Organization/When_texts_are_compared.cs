using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_texts_are_compared(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    [DataRow("Müller", "muller")]
    [DataRow("muller", "MÜLLER")]
    [DataRow("Ångström", "angstrom")]
    [DataRow("crème", "creme  ")]
    [DataRow("Nguyễn", "nguyen")]
    [DataRow("ΆΛΦΑ", "αλφα")]
    [DataRow("e\u0301", "E")]
    [DataRow("north ", "North")]
    public void Case_accents_and_blanks_at_the_end_do_not_count(string stored, string asked)
    {
        var order = Sample.Order("order", ("new_region", stored));

        CollectionAssert.AreEqual(new[] { order }, Found(ConditionOperator.Equal, asked));
        CollectionAssert.AreEqual(new[] { order }, Found(ConditionOperator.In, asked));
        Assert.IsEmpty(Found(ConditionOperator.NotEqual, asked));
        Assert.AreEqual(stored, Sample.Read(order).GetAttributeValue<string>("new_region"), "what is stored stays as it was written");
    }

    [TestMethod]
    [DataRow("n", "m")]
    [DataRow(" north", "north")]
    [DataRow("no rth", "north")]
    public void Other_letters_and_other_blanks_do(string stored, string asked)
    {
        Sample.Order("order", ("new_region", stored));

        Assert.IsEmpty(Found(ConditionOperator.Equal, asked));
    }

    [TestMethod]
    [DataRow(ConditionOperator.BeginsWith, "cafe")]
    [DataRow(ConditionOperator.EndsWith, "NOEL")]
    [DataRow(ConditionOperator.Contains, "é n")]
    [DataRow(ConditionOperator.Like, "%fe_no%")]
    public void Parts_are_found_without_accents(ConditionOperator comparison, string asked)
    {
        var order = Sample.Order("order", ("new_region", "Café Noël"));
        Sample.Order("other", ("new_region", "Bar"));

        CollectionAssert.AreEqual(new[] { order }, Found(comparison, asked));
    }

    [TestMethod]
    public void An_alternate_key_takes_them_for_the_same()
    {
        Sample.Organization.AddKey("new_order", new AlternateKey("new_codekey", "Code", ["new_code"]));
        var order = Sample.Order("first", ("new_code", "Ä1"));

        Sample.Refused(ErrorCode.DuplicateKey, () => Sample.Order("second", ("new_code", "a1 ")));
        Assert.AreEqual(order, Sample.Admin.Retrieve("new_order", order, new ColumnSet(false)).Id);
        Sample.Admin.Update(new Entity("new_order", "new_code", "a1") { ["new_region"] = "found" });
        Assert.AreEqual("found", Sample.Read(order).GetAttributeValue<string>("new_region"));
    }

    private Guid[] Found(ConditionOperator comparison, string value)
    {
        var query = new QueryExpression("new_order");
        query.Criteria.AddCondition("new_region", comparison, value);
        return [.. Sample.Admin.RetrieveMultiple(query).Entities.Select(row => row.Id)];
    }

    [TestClass]
    public sealed class In_process() : When_texts_are_compared(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_texts_are_compared(Way.OverHttp);
}
