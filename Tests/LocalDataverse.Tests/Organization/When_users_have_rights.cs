using LocalDataverse.Faults;
using LocalDataverse.Registration;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_users_have_rights(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void Each_right_is_demanded_by_itself_and_its_lack_is_status_403()
    {
        var id = Sample.Order("first");
        var reader = Sample.UserWith("prvReadnew_order");
        Assert.AreEqual("first", reader.Retrieve("new_order", id, new ColumnSet("new_name"))["new_name"]);
        var fault = Sample.Refused(ErrorCode.PrivilegeDenied, () => reader.Create(Sample.NewOrder("second")));
        Assert.AreEqual(403, DataverseFault.HttpStatusOf(fault.Detail));
        StringAssert.Contains(fault.Detail.Message, "prvCreatenew_order");
        Sample.Refused(ErrorCode.PrivilegeDenied, () => reader.Update(new Entity("new_order", id)));
        Sample.Refused(ErrorCode.PrivilegeDenied, () => reader.Delete("new_order", id));
        Sample.Refused(ErrorCode.PrivilegeDenied, () => reader.RetrieveMultiple(new QueryExpression("new_line")));
        var writer = Sample.UserWith("prvWriteNew_Order");
        writer.Update(new Entity("new_order", id) { ["new_name"] = "changed" });
        Sample.Refused(ErrorCode.PrivilegeDenied, () => writer.Retrieve("new_order", id, new ColumnSet(true)));
    }

    [TestMethod]
    public void A_lookup_takes_append_here_and_append_to_there()
    {
        var order = Sample.Order("first");
        Entity Line() => new("new_line") { ["new_position"] = 1, ["new_orderid"] = new EntityReference("new_order", order) };

        Sample.Refused(ErrorCode.PrivilegeDenied, () => Sample.UserWith("prvCreatenew_line", "prvAppendnew_line").Create(Line()));
        Sample.Refused(ErrorCode.PrivilegeDenied, () => Sample.UserWith("prvCreatenew_line", "prvAppendTonew_order").Create(Line()));
        Sample.UserWith("prvCreatenew_line", "prvAppendnew_line", "prvAppendTonew_order").Create(Line());
    }

    [TestMethod]
    public void A_plug_in_that_runs_as_system_needs_no_rights_of_the_caller()
    {
        Sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
                ((IOrganizationServiceFactory)call.Services.GetService(typeof(IOrganizationServiceFactory))!)
                    .CreateOrganizationService(null)
                    .Create(new Entity("new_line") { ["new_position"] = 1, ["new_orderid"] = call.Target.ToEntityReference() })
        );
        Sample.UserWith("prvCreatenew_order").Create(Sample.NewOrder("first"));

        Assert.AreEqual(1, Sample.Count("new_line"));
    }

    [TestMethod]
    public void A_plug_in_that_runs_as_the_caller_needs_the_callers_rights()
    {
        Sample.On("Create", "new_order", PipelineStage.PostOperation, call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }));

        var fault = Sample.Refused(ErrorCode.IsvUnexpected, () => Sample.UserWith("prvCreatenew_order").Create(Sample.NewOrder("first")));
        StringAssert.Contains(fault.Detail.Message, "prvCreatenew_line");
    }

    [TestMethod]
    public void Validation_runs_before_the_rights_are_checked()
    {
        var validated = false;
        Sample.On("Create", "new_order", PipelineStage.PreValidation, _ => validated = true);

        Sample.Refused(ErrorCode.PrivilegeDenied, () => Sample.UserWith("prvReadnew_order").Create(Sample.NewOrder("first")));
        Assert.IsTrue(validated);
    }

    [TestMethod]
    public void An_application_user_is_found_by_client_and_by_object()
    {
        var user = new UserRegistration(Guid.NewGuid(), "# connector", ["System Administrator"]) { ApplicationId = Guid.NewGuid(), ObjectId = Guid.NewGuid() };
        Sample.Organization.RegisterUser(user);

        Assert.AreEqual(user.Id, Sample.Organization.FindUser(user.ApplicationId, null));
        Assert.AreEqual(user.Id, Sample.Organization.FindUser(null, user.ObjectId));
        Assert.IsNull(Sample.Organization.FindUser(Guid.NewGuid(), Guid.NewGuid()));
    }

    [TestMethod]
    public void A_role_that_is_given_by_association_counts_at_once()
    {
        var user = new UserRegistration(Guid.NewGuid(), "New", []);
        Sample.Organization.RegisterUser(user);
        Sample.Admin.Associate(
            "systemuser",
            user.Id,
            new Relationship("systemuserroles_association"),
            new EntityReferenceCollection([new EntityReference("role", Sample.Organization.SystemAdministratorRoleId)])
        );

        Assert.AreEqual(user.Id, ((WhoAmIResponse)Sample.Organization.CreateService(user.Id).Execute(new WhoAmIRequest())).UserId);
        CollectionAssert.AreEqual(new[] { "System Administrator" }, Sample.Organization.RolesOf(user.Id).ToArray());
    }

    [TestMethod]
    public void A_role_that_is_taken_away_counts_no_more()
    {
        var user = new UserRegistration(Guid.NewGuid(), "Former", ["System Administrator"]);
        Sample.Organization.RegisterUser(user);
        Sample.Admin.Disassociate(
            "systemuser",
            user.Id,
            new Relationship("systemuserroles_association"),
            new EntityReferenceCollection([new EntityReference("role", Sample.Organization.SystemAdministratorRoleId)])
        );

        Sample.Refused(ErrorCode.UserHasNoRoles, () => Sample.Organization.CreateService(user.Id).Execute(new WhoAmIRequest()));
    }

    [TestClass]
    public sealed class In_process() : When_users_have_rights(Way.InProcess)
    {
        // These call as somebody whom the Web API would not let in, or acts for another.
        [TestMethod]
        public void A_stranger_is_refused() =>
            Sample.Refused(ErrorCode.NotMemberOfOrganization, () => Sample.Organization.CreateService(Guid.NewGuid()).Execute(new WhoAmIRequest()));

        [TestMethod]
        public void A_user_without_roles_is_refused()
        {
            var user = new UserRegistration(Guid.NewGuid(), "Nobody", []);
            Sample.Organization.RegisterUser(user);

            var fault = Sample.Refused(ErrorCode.UserHasNoRoles, () => Sample.Organization.CreateService(user.Id).Execute(new WhoAmIRequest()));
            Assert.AreEqual(403, DataverseFault.HttpStatusOf(fault.Detail));
        }

        [TestMethod]
        public void A_disabled_user_is_refused()
        {
            var user = new UserRegistration(Guid.NewGuid(), "Former", ["System Administrator"]) { Disabled = true };
            Sample.Organization.RegisterUser(user);

            Sample.Refused(ErrorCode.UserDisabled, () => Sample.Organization.CreateService(user.Id).Execute(new WhoAmIRequest()));
        }

        [TestMethod]
        public void Acting_for_another_takes_a_right_of_its_own_and_leaves_a_mark()
        {
            var other = new UserRegistration(Guid.NewGuid(), "Other", ["System Administrator"]);
            Sample.Organization.RegisterUser(other);
            var id = Sample
                .Organization.CreateService(new Caller(Sample.Organization.AdministratorId) { OnBehalfOf = other.Id })
                .Create(Sample.NewOrder("first"));

            Assert.AreEqual(other.Id, Sample.Read(id).GetAttributeValue<EntityReference>("createdby").Id);
            Assert.AreEqual(Sample.Organization.AdministratorId, Sample.Read(id).GetAttributeValue<EntityReference>("createdonbehalfby").Id);
            var plain = new UserRegistration(Guid.NewGuid(), "Plain", ["Plain role"]);
            Sample.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Plain role", ["prvCreatenew_order"]));
            Sample.Organization.RegisterUser(plain);
            Sample.Refused(
                ErrorCode.PrivilegeDenied,
                () => Sample.Organization.CreateService(new Caller(plain.Id) { OnBehalfOf = other.Id }).Create(Sample.NewOrder("second"))
            );
        }
    }

    [TestClass]
    public sealed class Over_HTTP() : When_users_have_rights(Way.OverHttp);
}
