using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Delivery;

[TestClass]
internal sealed class When_an_invoice_is_confirmed
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void Its_message_carries_the_natural_keys_of_that_moment()
    {
        var company = site.Loader.Create(new Entity("cdm_company") { ["cdm_companycode"] = "USMF", ["cdm_name"] = "Contoso" });
        site.Loader.Update(new Entity("msdyn_project", site.Project.Id) { ["msdyn_owningcompany"] = new EntityReference("cdm_company", company) });
        site.Loader.Update(new Entity("salesorderdetail", site.TimeAndMaterialLine.Id) { ["msdyn_project"] = site.Project });
        site.Loader.Update(new Entity("account", site.Customer.Id) { ["accountnumber"] = "C-100" });

        site.Draft("PF \"7\"/ä").With(8, 200).Confirm();

        Assert.AreEqual(
            """{"invoiceNumber":"PF \"7\"\/ä","contractNumber":"CON-00021","customerAccountNumber":"C-100","fundingSourceNumber":"FS-1","companyCode":"USMF","currency":"USD"}""",
            Keys()
        );
    }

    [TestMethod]
    public void What_is_not_set_is_left_out()
    {
        site.Loader.Update(new Entity("salesorder", site.Contract.Id) { ["msdyn_salesordernumber"] = null, ["ordernumber"] = "ORD-1" });

        site.Draft().With(8, 200).Confirm();

        Assert.AreEqual("""{"invoiceNumber":"PF-1003","contractNumber":"ORD-1","fundingSourceNumber":"FS-1","companyCode":"USMF","currency":"USD"}""", Keys());
    }

    private string Keys() => site.All("pinv_integrationmessage").Single().GetAttributeValue<string>("pinv_keys");
}
