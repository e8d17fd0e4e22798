using System.ServiceModel;
using System.Text.RegularExpressions;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Solution.Tests.Deploying;
using Solution.Tests.Importing;

namespace Solution.Tests.Roles;

/// <summary>With a copy of the role Project Invoice Manager as the page on roles describes it.</summary>
[TestClass]
public sealed class When_a_manager_is_of_one_business_unit
{
    private const string Copy = "Project Invoice Manager of a unit";
    private const int ConfirmationComplete = 482190003;
    private const int Draft = 192350000;

    private static readonly Regex OfTheUnit = new(
        "^prv(Create|Write|Append|Delete)(invoice|invoicedetail|msdyn_invoicelinetransaction)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    [TestMethod]
    public void Invoices_of_the_unit_are_confirmed_and_those_of_others_only_read()
    {
        var organization = Installation.New();
        organization.Import(SolutionZip.Managed);
        var contract = new ProjectContract(organization);
        var (north, south) = (Unit(organization, "North"), Unit(organization, "South"));
        RegisterCopy(organization);
        var manager = Manager(organization, north);
        var own = Owned(organization, contract.NewDraft("PF-0001"), manager);
        var other = Owned(organization, contract.NewDraft("PF-0002"), Manager(organization, south));
        var service = organization.CreateService(manager);

        service.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = own });
        var denied = Assert.Throws<FaultException>(() => service.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = other }));

        var status = contract.Read(own).GetAttributeValue<OptionSetValue>("pinv_confirmationstatus").Value;
        Assert.AreEqual(ConfirmationComplete, status);
        Assert.Contains("have an administrator give you the role for the business unit that owns the record", denied.Message);
        Assert.Contains("AccessRights: WriteAccess", denied.Message);
        Assert.AreEqual("PF-0002", service.Retrieve("invoice", other.Id, new ColumnSet("name")).GetAttributeValue<string>("name"));
        Assert.AreEqual(Draft, contract.Read(other).GetAttributeValue<OptionSetValue>("msdyn_projectinvoicestatus").Value);
    }

    private static void RegisterCopy(DataverseOrganization organization)
    {
        var role = organization
            .Rows("role")
            .Where(role => role.GetAttributeValue<EntityReference>("businessunitid").Id == organization.RootBusinessUnitId)
            .Single(role => role.GetAttributeValue<string>("name") == "Project Invoice Manager")
            .Id;
        var names = organization
            .Rows("roleprivileges")
            .Where(granted => granted.GetAttributeValue<Guid>("roleid") == role)
            .Select(granted => NameOf(organization, granted.GetAttributeValue<Guid>("privilegeid")))
            .ToList();
        Assert.IsTrue(names.Exists(OfTheUnit.IsMatch));
        organization.RegisterRole(
            new RoleRegistration(Guid.NewGuid(), Copy, names)
            {
                Depths = names.Where(name => OfTheUnit.IsMatch(name)).ToDictionary(name => name, _ => PrivilegeDepth.Local, StringComparer.OrdinalIgnoreCase),
            }
        );
    }

    private static string NameOf(DataverseOrganization organization, Guid privilege) =>
        organization.CreateService(organization.AdministratorId).Retrieve("privilege", privilege, new ColumnSet("name")).GetAttributeValue<string>("name");

    private static Guid Unit(DataverseOrganization organization, string name) =>
        organization
            .CreateService(organization.AdministratorId)
            .Create(
                new Entity("businessunit") { ["name"] = name, ["parentbusinessunitid"] = new EntityReference("businessunit", organization.RootBusinessUnitId) }
            );

    private static Guid Manager(DataverseOrganization organization, Guid unit)
    {
        var user = Guid.NewGuid();
        organization.RegisterUser(new UserRegistration(user, "Manager", [Copy]) { BusinessUnitId = unit });
        return user;
    }

    private static EntityReference Owned(DataverseOrganization organization, EntityReference invoice, Guid owner)
    {
        organization
            .CreateService(organization.AdministratorId)
            .Update(new Entity(invoice.LogicalName, invoice.Id) { ["ownerid"] = new EntityReference("systemuser", owner) });
        return invoice;
    }
}
