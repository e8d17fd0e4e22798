using System.Net;
using System.Xml.Linq;
using LocalDataverse.Registration;
using LocalDataverse.Security;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_definitions_are_read
{
    [TestMethod]
    public async Task A_table_shows_its_names_columns_and_navigation_properties()
    {
        var dataverse = await RunningDataverse.Shared;
        var table = (
            await dataverse.Administrator.Get(
                "EntityDefinitions(LogicalName='msdyn_actual')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled&"
                    + "$expand=Attributes,ManyToOneRelationships($select=ReferencingAttribute,ReferencedEntity,"
                    + "ReferencingEntityNavigationPropertyName)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;

        Assert.AreEqual("msdyn_actuals", table["EntitySetName"]!.GetValue<string>());
        Assert.AreEqual("msdyn_actualid", table["PrimaryIdAttribute"]!.GetValue<string>());
        Assert.IsTrue(table["ChangeTrackingEnabled"]!.GetValue<bool>());
        Assert.IsFalse(table.ContainsKey("SchemaName"));
        var amount = table["Attributes"]!.AsArray().Single(column => column!["LogicalName"]!.GetValue<string>() == "msdyn_amount")!;
        Assert.AreEqual("#Microsoft.Dynamics.CRM.MoneyAttributeMetadata", amount["@odata.type"]!.GetValue<string>());
        Assert.AreEqual("Money", amount["AttributeType"]!.GetValue<string>());
        var project = table["ManyToOneRelationships"]!
            .AsArray()
            .Single(relationship => relationship!["ReferencingAttribute"]!.GetValue<string>() == "msdyn_project")!;
        Assert.AreEqual("msdyn_project", project["ReferencedEntity"]!.GetValue<string>());
        Assert.AreEqual("msdyn_Project", project["ReferencingEntityNavigationPropertyName"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_choice_shows_its_options()
    {
        var dataverse = await RunningDataverse.Shared;
        var column = (
            await dataverse.Administrator.Get(
                "EntityDefinitions(LogicalName='invoice')/Attributes(LogicalName='msdyn_projectinvoicestatus')/"
                    + "Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;
        var confirmed = column["OptionSet"]!["Options"]!.AsArray().Single(option => option!["Value"]!.GetValue<int>() == 192350002)!;
        Assert.AreEqual("Confirmed", confirmed["Label"]!["UserLocalizedLabel"]!["Label"]!.GetValue<string>());

        var all = (
            await dataverse.Administrator.Get(
                "EntityDefinitions(LogicalName='invoice')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet"
            )
        )
            .Is(HttpStatusCode.OK)
            .Rows;
        Assert.IsTrue(all.Any(one => one["LogicalName"]!.GetValue<string>() == "msdyn_projectinvoicestatus"));
        Assert.IsFalse(all.Any(one => one["LogicalName"]!.GetValue<string>() == "name"));
    }

    [TestMethod]
    [DataRow("EntityDefinitions(LogicalName='account')?$select=LogicalName", "prvReadEntity")]
    [DataRow("EntityDefinitions(LogicalName='account')?$expand=Attributes", "prvReadAttribute")]
    [DataRow("EntityDefinitions(LogicalName='account')/Attributes", "prvReadAttribute")]
    [DataRow("EntityDefinitions(LogicalName='account')/Keys", "prvReadEntityKey")]
    [DataRow("EntityDefinitions(LogicalName='account')?$expand=ManyToOneRelationships", "prvReadRelationship")]
    [DataRow("EntityDefinitions(LogicalName='invoice')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet", "prvReadOptionSet")]
    public async Task Who_lacks_the_privilege_for_a_part_is_refused(string address, string privilege)
    {
        await using var dataverse = await RunningDataverse.Start();
        dataverse.Organization.RegisterRole(
            new RoleRegistration(Guid.NewGuid(), "Definition Reader", [.. MetadataPrivileges.All.Where(one => one != privilege)])
        );
        dataverse.Organization.RegisterUser(
            new UserRegistration(RunningDataverse.ReaderId, "Application that reads", ["Definition Reader"])
            {
                ApplicationId = Guid.Parse(RunningDataverse.ReaderClient.ClientId),
            }
        );
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var answer = await reader.Get(address);

        answer.IsError(HttpStatusCode.Forbidden, "0x80040220");
        StringAssert.Contains(answer.ErrorMessage, $"is missing {privilege} privilege");
    }

    [TestMethod]
    public async Task Definitions_can_be_filtered()
    {
        var dataverse = await RunningDataverse.Shared;
        var found = (
            await dataverse.Administrator.Get(
                "EntityDefinitions?$select=LogicalName&$filter=LogicalName eq 'account' or (startswith(LogicalName,'msdyn_project') and "
                    + "ChangeTrackingEnabled eq true)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Rows;

        Assert.IsTrue(found.Any(table => table["LogicalName"]!.GetValue<string>() == "account"));
        Assert.IsFalse(found.Any(table => table["LogicalName"]!.GetValue<string>() == "invoice"));
    }

    [TestMethod]
    public async Task A_table_that_is_not_there_is_404()
    {
        var dataverse = await RunningDataverse.Shared;
        (await dataverse.Administrator.Get("EntityDefinitions(LogicalName='nonsense')")).Is(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task The_service_describes_itself_in_CSDL()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = (await dataverse.Administrator.Get("$metadata")).Is(HttpStatusCode.OK);
        var edm = XNamespace.Get("http://docs.oasis-open.org/odata/ns/edm");
        var type = XDocument.Parse(answer.Text).Descendants(edm + "EntityType").Single(element => (string?)element.Attribute("Name") == "msdyn_actual");

        StringAssert.StartsWith(answer.Headers["Content-Type"], "application/xml");
        Assert.AreEqual(
            "Edm.Decimal",
            (string?)type.Elements(edm + "Property").Single(property => (string?)property.Attribute("Name") == "msdyn_amount").Attribute("Type")
        );
        Assert.AreEqual(
            "Edm.Guid",
            (string?)type.Elements(edm + "Property").Single(property => (string?)property.Attribute("Name") == "_msdyn_project_value").Attribute("Type")
        );
        Assert.IsTrue(type.Elements(edm + "NavigationProperty").Any(property => (string?)property.Attribute("Name") == "msdyn_Project"));
    }

    [TestMethod]
    public async Task The_service_tells_who_calls_and_which_version_it_is()
    {
        var dataverse = await RunningDataverse.Shared;
        var who = (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK).Json;
        var version = (await dataverse.Administrator.Get("RetrieveVersion()")).Is(HttpStatusCode.OK).Json;

        Assert.AreEqual(RunningDataverse.AdministratorUserId, who["UserId"]!.GetValue<Guid>());
        Assert.AreEqual(dataverse.Organization.OrganizationId, who["OrganizationId"]!.GetValue<Guid>());
        StringAssert.StartsWith(version["Version"]!.GetValue<string>(), "9.2.");
    }

    [TestMethod]
    public async Task Columns_that_are_added_are_there_at_once()
    {
        await using var dataverse = await RunningDataverse.Start();
        (await dataverse.Administrator.Post("accounts", new { name = "x", test_extra = "y" })).Is(HttpStatusCode.BadRequest);

        dataverse.Organization.AddColumn("account", new Metadata.ColumnMetadata("test_extra", Metadata.ColumnType.String));

        (await dataverse.Administrator.Post("accounts", new { name = "x", test_extra = "y" })).Is(HttpStatusCode.NoContent);
        StringAssert.Contains((await dataverse.Administrator.Get("$metadata")).Text, "test_extra");
    }
}
