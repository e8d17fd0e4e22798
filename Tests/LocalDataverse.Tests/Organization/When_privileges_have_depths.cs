using LocalDataverse.Faults;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

/// <summary>
/// Business units root, north, north-east beneath it, and south; a user of north, and rows of people in each.
/// https://learn.microsoft.com/power-platform/admin/security-roles-privileges
/// </summary>
public abstract class When_privileges_have_depths : OrganizationSuite
{
    private readonly Guid north;
    private readonly Guid northEast;
    private readonly Guid south;
    private readonly Guid user = Guid.NewGuid();
    private readonly Dictionary<string, Guid> rows = [];

    protected When_privileges_have_depths(Way way)
        : base(way)
    {
        var root = Sample.Organization.RootBusinessUnitId;
        north = Unit("north", root);
        northEast = Unit("north-east", north);
        south = Unit("south", root);
        var owners = new RoleRegistration(Guid.NewGuid(), "Owner", ["prvReadnew_order", "prvReadnew_line"]) { Depth = PrivilegeDepth.Basic };
        Sample.Organization.RegisterRole(owners);
        Register(user, north, owners.Name);
        foreach (var (name, unit) in (IReadOnlyList<(string, Guid)>)[("own", north), ("same", north), ("child", northEast), ("other", south), ("parent", root)])
        {
            var owner = name == "own" ? user : Register(Guid.NewGuid(), unit, owners.Name);
            rows[name] = Sample.Order(name, ("ownerid", new EntityReference("systemuser", owner)));
        }
    }

    [TestMethod]
    [DataRow(PrivilegeDepth.Basic, "own")]
    [DataRow(PrivilegeDepth.Local, "own,same")]
    [DataRow(PrivilegeDepth.Deep, "own,same,child")]
    [DataRow(PrivilegeDepth.Global, "own,same,child,other,parent")]
    public void Each_right_reaches_the_rows_of_its_depth(PrivilegeDepth depth, string expected)
    {
        Give(depth, "Read", "Write", "Delete", "Assign", "Append", "AppendTo");
        Sample.Organization.RegisterUser(new UserRegistration(user, "Somebody of north", ["Given", "Lines"]) { BusinessUnitId = north });
        var service = Sample.ServiceOf(user);

        Assert.AreEqual(expected, Reached(row => service.Retrieve("new_order", row, new ColumnSet("new_name"))), "Read");
        Assert.AreEqual(expected, Names(service.RetrieveMultiple(All())), "Read many");
        Assert.AreEqual(expected, Reached(row => service.Update(new Entity("new_order", row) { ["new_region"] = "changed" })), "Write");
        Assert.AreEqual(expected, Reached(row => service.Create(Line(row))), "AppendTo");
        Assert.AreEqual(expected, Reached(row => service.Update(Parent(row, rows["own"]))), "Append");
        Assert.AreEqual(expected, Reached(row => service.Update(new Entity("new_order", row) { ["ownerid"] = OwnerOf(row) })), "Assign");
        Assert.AreEqual(expected, Reached(row => service.Delete("new_order", row)), "Delete");
    }

    [TestMethod]
    [DataRow(PrivilegeDepth.Basic, "own")]
    [DataRow(PrivilegeDepth.Local, "own,same")]
    [DataRow(PrivilegeDepth.Deep, "own,same,child")]
    [DataRow(PrivilegeDepth.Global, "own,same,child,other,parent")]
    public void A_row_is_made_for_owners_within_the_depth(PrivilegeDepth depth, string expected)
    {
        Give(depth, "Create", "Read");
        var service = Sample.ServiceOf(user);

        Assert.AreEqual(expected, Reached(row => service.Create(Sample.NewOrder("made", ("ownerid", OwnerOf(row))))));
    }

    [TestMethod]
    public void Links_aggregates_counts_and_changes_are_those_that_the_caller_sees()
    {
        foreach (var row in rows.Values)
        {
            Sample.Admin.Create(Line(row));
        }

        Give(PrivilegeDepth.Local, "Read");
        Sample.Organization.RegisterUser(new UserRegistration(user, "Somebody of north", ["Given", "Lines"]) { BusinessUnitId = north });
        var service = Sample.ServiceOf(user);

        var lines = new QueryExpression("new_line") { ColumnSet = new ColumnSet("new_name") };
        lines.AddLink("new_order", "new_orderid", "new_orderid");
        var total = All();
        total.PageInfo = new PagingInfo
        {
            Count = 1,
            PageNumber = 1,
            ReturnTotalRecordCount = true,
        };
        var inProcess = Sample.Organization.CreateService(user);
        var counted = inProcess.RetrieveMultiple(
            new FetchExpression(
                "<fetch aggregate='true'><entity name='new_order'><attribute name='new_orderid' alias='rows' aggregate='count'/></entity></fetch>"
            )
        );
        var changes = (RetrieveEntityChangesResponse)
            inProcess.Execute(new RetrieveEntityChangesRequest { EntityName = "new_order", Columns = new ColumnSet("new_name") });

        Assert.HasCount(2, service.RetrieveMultiple(lines).Entities);
        Assert.AreEqual(2, service.RetrieveMultiple(total).TotalRecordCount);
        Assert.AreEqual(2, ((AliasedValue)counted.Entities[0]["rows"]).Value);
        Assert.HasCount(2, changes.EntityChanges.Changes);
    }

    [TestMethod]
    public void A_row_that_is_not_reached_is_refused_with_status_403()
    {
        Give(PrivilegeDepth.Local, "Read");

        var fault = Sample.Refused(ErrorCode.AccessDenied, () => Sample.ServiceOf(user).Retrieve("new_order", rows["other"], new ColumnSet(true)));

        Assert.AreEqual(403, DataverseFault.HttpStatusOf(fault.Detail));
        Assert.Contains("AccessRights: ReadAccess", fault.Detail.Message);
    }

    [TestMethod]
    public void A_role_has_a_copy_in_each_unit_that_follows_it()
    {
        var role = new RoleRegistration(Guid.NewGuid(), "Copied", ["prvReadnew_order"]) { Depth = PrivilegeDepth.Local };
        Sample.Organization.RegisterRole(role);
        var later = Unit("later", northEast);
        Sample.Organization.RegisterRole(role with { Privileges = ["prvReadnew_order", "prvWritenew_order"] });

        var copies = Roles("Copied");

        CollectionAssert.AreEquivalent(
            new[] { Sample.Organization.RootBusinessUnitId, north, northEast, south, later },
            copies.Select(copy => copy.GetAttributeValue<EntityReference>("businessunitid").Id).ToArray()
        );
        Assert.IsTrue(copies.All(copy => copy.GetAttributeValue<EntityReference>("parentrootroleid").Id == role.Id));
        var deepest = copies.Single(copy => copy.GetAttributeValue<EntityReference>("businessunitid").Id == later);
        Assert.AreEqual(northEast, UnitOf(deepest.GetAttributeValue<EntityReference>("parentroleid").Id));
        Assert.AreEqual("2,2", string.Join(',', Granted(deepest.Id)), "Both privileges, with the mask of their depth.");
    }

    [TestMethod]
    public void A_role_takes_its_copies_along_when_it_is_deleted()
    {
        var role = new RoleRegistration(Guid.NewGuid(), "Deleted", ["prvReadnew_order"]);
        Sample.Organization.RegisterRole(role);
        var copy = Roles("Deleted").First(one => one.Id != role.Id).Id;

        Sample.Admin.Delete("role", role.Id);

        Assert.IsEmpty(Roles("Deleted"));
        Assert.IsEmpty(Granted(copy));
    }

    [TestMethod]
    [DataRow(true, "")]
    [DataRow(false, "own")]
    public void A_role_of_a_team_is_for_its_rows_and_for_its_members_own_if_it_says_so(bool teamOnly, string own)
    {
        var role = new RoleRegistration(Guid.NewGuid(), "Of a team", ["prvReadnew_order"]) { Depth = PrivilegeDepth.Basic, TeamPrivilegesOnly = teamOnly };
        var others = new RoleRegistration(Guid.NewGuid(), "Of the member", ["prvReadnew_line"]);
        Sample.Organization.RegisterRole(role);
        Sample.Organization.RegisterRole(others);
        var team = Team("collectors", northEast, role.Name);
        rows["team"] = Sample.Order("team", ("ownerid", new EntityReference("team", team)));
        Join(team, user);
        Sample.Organization.RegisterUser(new UserRegistration(user, "Somebody of north", [others.Name]) { BusinessUnitId = north });

        var seen = Names(Sample.ServiceOf(user).RetrieveMultiple(All()));

        Assert.AreEqual(string.Join(',', new[] { own, "team" }.Where(name => name.Length > 0)), seen);
        Assert.AreEqual(northEast, Sample.Read(rows["team"]).GetAttributeValue<EntityReference>("owningbusinessunit").Id);
    }

    [TestMethod]
    public void A_role_of_a_team_reaches_the_unit_of_the_team()
    {
        var role = new RoleRegistration(Guid.NewGuid(), "Of a team", ["prvReadnew_order"]) { Depth = PrivilegeDepth.Local, TeamPrivilegesOnly = true };
        Sample.Organization.RegisterRole(role);
        Join(Team("collectors", south, role.Name), user);
        Sample.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Of the member", ["prvReadnew_line"]));
        Sample.Organization.RegisterUser(new UserRegistration(user, "Somebody of north", ["Of the member"]) { BusinessUnitId = north });

        Assert.AreEqual("other", Names(Sample.ServiceOf(user).RetrieveMultiple(All())));
    }

    [TestMethod]
    public void Who_cannot_read_the_table_cannot_be_given_a_row()
    {
        Sample.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Without orders", ["prvReadnew_line"]));
        var blind = Register(Guid.NewGuid(), south, "Without orders");
        var team = Team("without roles", south);

        Sample.Refused(ErrorCode.PrivilegeDenied, () => Assign(rows["own"], new EntityReference("systemuser", blind)));
        Sample.Refused(ErrorCode.PrivilegeDenied, () => Assign(rows["own"], new EntityReference("team", team)));
    }

    [TestMethod]
    public void A_row_that_is_assigned_belongs_to_the_unit_of_its_owner()
    {
        Assign(rows["own"], OwnerOf(rows["other"]));

        Assert.AreEqual(south, Sample.Read(rows["own"]).GetAttributeValue<EntityReference>("owningbusinessunit").Id);
    }

    [TestMethod]
    public void A_business_unit_needs_a_parent() =>
        Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Create(new Entity("businessunit") { ["name"] = "adrift" }));

    private void Give(PrivilegeDepth depth, params string[] rights)
    {
        var given = new RoleRegistration(Guid.NewGuid(), "Given", [.. rights.Select(right => $"prv{right}new_order")]) { Depth = depth };
        Sample.Organization.RegisterRole(given);
        Sample.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Lines", ["prvCreatenew_line", "prvReadnew_line", "prvAppendnew_line"]));
        Sample.Organization.RegisterUser(new UserRegistration(user, "Somebody of north", [given.Name]) { BusinessUnitId = north });
    }

    private string Reached(Action<Guid> action) => string.Join(',', rows.Where(row => Allowed(() => action(row.Value))).Select(row => row.Key));

    private static bool Allowed(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (System.ServiceModel.FaultException<OrganizationServiceFault> fault) when (fault.Detail.ErrorCode == ErrorCode.AccessDenied)
        {
            return false;
        }
    }

    private Guid Unit(string name, Guid parent) =>
        Sample.Admin.Create(new Entity("businessunit") { ["name"] = name, ["parentbusinessunitid"] = new EntityReference("businessunit", parent) });

    private Guid Register(Guid id, Guid unit, string role)
    {
        Sample.Organization.RegisterUser(new UserRegistration(id, "Somebody", [role]) { BusinessUnitId = unit });
        return id;
    }

    private Guid Team(string name, Guid unit, params string[] roles)
    {
        var team = Sample.Admin.Create(new Entity("team") { ["name"] = name, ["businessunitid"] = new EntityReference("businessunit", unit) });
        foreach (var role in roles)
        {
            var copy = Roles(role).Single(one => one.GetAttributeValue<EntityReference>("businessunitid").Id == unit);
            Sample.Admin.Associate("team", team, new Relationship("teamroles_association"), [copy.ToEntityReference()]);
        }

        return team;
    }

    private void Join(Guid team, Guid member) =>
        Sample.Admin.Associate("team", team, new Relationship("teammembership_association"), [new EntityReference("systemuser", member)]);

    private void Assign(Guid row, EntityReference owner) => Sample.Admin.Update(new Entity("new_order", row) { ["ownerid"] = owner });

    private EntityReference OwnerOf(Guid row) => Sample.Read(row).GetAttributeValue<EntityReference>("ownerid");

    private List<Entity> Roles(string name)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet("businessunitid", "parentroleid", "parentrootroleid") };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        return [.. Sample.Admin.RetrieveMultiple(query).Entities];
    }

    private Guid UnitOf(Guid role) =>
        Sample.Admin.Retrieve("role", role, new ColumnSet("businessunitid")).GetAttributeValue<EntityReference>("businessunitid").Id;

    private IEnumerable<int> Granted(Guid role)
    {
        var query = new QueryExpression("roleprivileges") { ColumnSet = new ColumnSet("privilegedepthmask") };
        query.Criteria.AddCondition("roleid", ConditionOperator.Equal, role);
        return Sample.Admin.RetrieveMultiple(query).Entities.Select(row => row.GetAttributeValue<int>("privilegedepthmask"));
    }

    private static QueryExpression All() => new("new_order") { ColumnSet = new ColumnSet("new_name") };

    private string Names(EntityCollection found) => string.Join(',', rows.Where(row => found.Entities.Any(one => one.Id == row.Value)).Select(row => row.Key));

    private static Entity Line(Guid order) => new("new_line") { ["new_position"] = 1, ["new_orderid"] = new EntityReference("new_order", order) };

    private static Entity Parent(Guid row, Guid parent) => new("new_order", row) { ["new_parentid"] = new EntityReference("new_order", parent) };

    [TestClass]
    public sealed class In_process() : When_privileges_have_depths(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_privileges_have_depths(Way.OverHttp);
}
