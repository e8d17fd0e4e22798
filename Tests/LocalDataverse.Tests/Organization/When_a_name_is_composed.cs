using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_a_name_is_composed
{
    private readonly Sample sample = new();

    [TestMethod]
    [DataRow("Ada", "Lovelace", "Ada Lovelace")]
    [DataRow(null, "Lovelace", "Lovelace")]
    [DataRow("Ada", null, "Ada")]
    public void The_full_name_of_a_contact_is_first_and_last_name(string? first, string? last, string full) =>
        Assert.AreEqual(full, NameOf(sample.Admin.Create(new Entity("contact") { ["firstname"] = first, ["lastname"] = last })));

    [TestMethod]
    public void A_full_name_that_is_sent_is_ignored()
    {
        var contact = sample.Admin.Create(new Entity("contact") { ["lastname"] = "Lovelace", ["fullname"] = "Somebody" });
        sample.Admin.Update(new Entity("contact", contact) { ["fullname"] = "Somebody else" });

        Assert.AreEqual("Lovelace", NameOf(contact));
    }

    [TestMethod]
    public void Another_last_name_makes_another_full_name()
    {
        var contact = sample.Admin.Create(new Entity("contact") { ["firstname"] = "Ada", ["lastname"] = "Byron" });
        sample.Admin.Update(new Entity("contact", contact) { ["lastname"] = "Lovelace" });

        Assert.AreEqual("Ada Lovelace", NameOf(contact));
    }

    [TestMethod]
    public void A_user_has_one_too() =>
        Assert.AreEqual(
            "# Connector",
            sample
                .Admin.Retrieve(
                    "systemuser",
                    sample.Admin.Create(new Entity("systemuser") { ["firstname"] = "#", ["lastname"] = "Connector" }),
                    new ColumnSet("fullname")
                )
                .GetAttributeValue<string>("fullname")
        );

    private string? NameOf(Guid contact) => sample.Admin.Retrieve("contact", contact, new ColumnSet("fullname")).GetAttributeValue<string>("fullname");
}
