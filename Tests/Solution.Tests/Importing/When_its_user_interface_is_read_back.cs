using LocalDataverse;
using Microsoft.Xrm.Sdk;

namespace Solution.Tests.Importing;

[TestClass]
public sealed class When_its_user_interface_is_read_back
{
    [TestMethod]
    public void The_app_brings_together_what_is_there()
    {
        var organization = Installation.Installed();

        var app = organization.Rows("appmodule").Single();
        var parts = organization.Rows("appmodulecomponent").ToLookup(part => part.GetAttributeValue<OptionSetValue>("componenttype").Value);

        Assert.AreEqual("pinv_ProjectInvoicing", app.GetAttributeValue<string>("uniquename"));
        CollectionAssert.IsSubsetOf(ObjectIds(parts[26]), Ids(organization, "savedquery"));
        CollectionAssert.IsSubsetOf(ObjectIds(parts[59]), Ids(organization, "savedqueryvisualization"));
        CollectionAssert.IsSubsetOf(ObjectIds(parts[60]), Ids(organization, "systemform"));
        CollectionAssert.AreEqual(ObjectIds(parts[62]), Ids(organization, "sitemap"));
    }

    [TestMethod]
    public void The_script_has_its_bytes()
    {
        var script = Installation.Installed().Rows("webresource").Single(row => row.GetAttributeValue<string>("name") == "pinv_/scripts/invoicing.js");

        var source = Path.Combine(TestEnvironment.SourceFolder, "WebResources", "pinv_", "scripts", "invoicing.js");
        CollectionAssert.AreEqual(File.ReadAllBytes(source), Convert.FromBase64String(script.GetAttributeValue<string>("content")));
    }

    private static List<Guid> ObjectIds(IEnumerable<Entity> parts) => [.. parts.Select(part => part.GetAttributeValue<Guid>("objectid"))];

    private static List<Guid> Ids(DataverseOrganization organization, string table) => [.. organization.Rows(table).Select(row => row.Id)];
}
