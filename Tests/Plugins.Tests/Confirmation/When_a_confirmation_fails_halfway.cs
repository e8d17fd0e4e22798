using System.ServiceModel;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_a_confirmation_fails_halfway
{
    [TestMethod]
    [DataRow(PipelineStage.PreValidation)]
    [DataRow(PipelineStage.PreOperation)]
    [DataRow(PipelineStage.PostOperation)]
    public void No_row_of_any_kind_is_left(PipelineStage stage)
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).WithMilestone(5000);
        var before = site.Organization.DumpState();

        site.Organization.Faults.ThrowAt(stage, "Update", "invoice");

        Assert.Throws<FaultException<OrganizationServiceFault>>(() => site.Confirm(invoice.Id));
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));
    }

    [TestMethod]
    [DataRow("msdyn_actual")]
    [DataRow("msdyn_transactionconnection")]
    [DataRow("msdyn_transactionorigin")]
    [DataRow("msdyn_contractlinescheduleofvalue")]
    [DataRow("pinv_integrationmessage")]
    public void Whichever_table_fails_nothing_is_left_and_the_next_attempt_succeeds(string table)
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).WithMilestone(5000);
        var before = site.Organization.DumpState();

        site.Organization.Faults.ThrowAfterWrite(1, table);
        var answer = Refusal.Of(() => site.Confirm(invoice.Id));

        Assert.StartsWith($"{PluginErrors.Unexpected.Code}: ", answer);
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));

        site.Organization.Faults.Clear();
        invoice.Confirm();
        Assert.AreEqual(3, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void An_original_that_somebody_changed_meanwhile_stops_it()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        var original = invoice.Originals[0];
        site.Organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                site.Organization.RegisterPluginType(typeof(TouchesTheOriginal)),
                "Create",
                "msdyn_transactionorigin",
                PipelineStage.PostOperation
            )
        );
        TouchesTheOriginal.Original = original;

        site.Expect(PluginErrors.ChangedMeanwhile, () => site.Confirm(invoice.Id));
        Assert.StartsWith($"{PluginErrors.ChangedMeanwhile.Code}: PF-1003: ", Refusal.Of(() => site.Confirm(invoice.Id)));
    }

    [TestMethod]
    public void A_right_that_the_user_lacks_is_named_and_who_can_give_it()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        var user = Guid.NewGuid();
        site.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Writes invoices unseen", ["prvWriteinvoice"]));
        site.Organization.RegisterUser(new UserRegistration(user, "Once a manager", ["Writes invoices unseen"]));
        var service = site.Organization.CreateService(user);
        var before = site.Organization.DumpState();

        var answer = Refusal.Of(() =>
            service.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );

        Assert.StartsWith($"{PluginErrors.AccessMissing.Code}: ", answer);
        Assert.Contains("prvReadinvoice", answer);
        Assert.Contains("have an administrator give you the role", answer);
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));
    }
}
