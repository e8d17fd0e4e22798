using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_a_name_is_composed(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    [DataRow("Ada", "Lovelace", "Ada Lovelace")]
    [DataRow(null, "Lovelace", "Lovelace")]
    [DataRow("Ada", null, "Ada")]
    public void The_full_name_of_a_contact_is_first_and_last_name(string? first, string? last, string full) =>
        Assert.AreEqual(full, NameOf(Sample.Admin.Create(new Entity("contact") { ["firstname"] = first, ["lastname"] = last })));

    [TestMethod]
    public void A_full_name_that_is_sent_is_ignored()
    {
        var contact = Sample.Admin.Create(new Entity("contact") { ["lastname"] = "Lovelace", ["fullname"] = "Somebody" });
        Sample.Admin.Update(new Entity("contact", contact) { ["fullname"] = "Somebody else" });

        Assert.AreEqual("Lovelace", NameOf(contact));
    }

    [TestMethod]
    public void Another_last_name_makes_another_full_name()
    {
        var contact = Sample.Admin.Create(new Entity("contact") { ["firstname"] = "Ada", ["lastname"] = "Byron" });
        Sample.Admin.Update(new Entity("contact", contact) { ["lastname"] = "Lovelace" });

        Assert.AreEqual("Ada Lovelace", NameOf(contact));
    }

    [TestMethod]
    public void A_user_has_one_too() =>
        Assert.AreEqual(
            "# Connector",
            Sample
                .Admin.Retrieve(
                    "systemuser",
                    Sample.Admin.Create(new Entity("systemuser") { ["firstname"] = "#", ["lastname"] = "Connector" }),
                    new ColumnSet("fullname")
                )
                .GetAttributeValue<string>("fullname")
        );

    private string? NameOf(Guid contact) => Sample.Admin.Retrieve("contact", contact, new ColumnSet("fullname")).GetAttributeValue<string>("fullname");

    [TestClass]
    public sealed class In_process() : When_a_name_is_composed(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_a_name_is_composed(Way.OverHttp);
}
