using System.Activities;
using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Workflow;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Workflow;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Workflow;

/// <summary>The shipped activity, run as a workflow runs it.</summary>
[TestClass]
internal sealed class When_a_workflow_confirms_an_invoice
{
    private readonly Site site = Site.New();
    private readonly Guid user = Guid.NewGuid();

    public When_a_workflow_confirms_an_invoice()
    {
        site.Organization.RegisterUser(new UserRegistration(user, "Manager", ["Project Invoice Manager"]));
    }

    [TestMethod]
    public void It_is_confirmed_and_the_workflow_learns_it()
    {
        var invoice = site.Draft().With(8, 200);

        Assert.AreEqual(new OptionSetValue((int)ConfirmationStatus.Complete), Run(invoice.Id));
        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void A_large_one_is_scheduled()
    {
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "1");
        var invoice = site.Draft().With(8, 200);

        Assert.AreEqual(new OptionSetValue((int)ConfirmationStatus.Scheduled), Run(invoice.Id));

        site.Organization.RunAsyncOperations();
        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void A_refusal_reaches_the_workflow()
    {
        var invoice = site.Draft("PF-1003").With(8, 200).Confirm();

        Assert.StartsWith(
            $"{ConfirmationErrors.AlreadyConfirmed.Code}: PF-1003: ",
            Assert.Throws<FaultException<OrganizationServiceFault>>(() => Run(invoice.Id)).Detail.Message
        );
    }

    [TestMethod]
    public void Without_an_invoice_it_does_not_run() => Assert.Throws<ArgumentException>(() => Run(null));

    private object Run(Guid? invoice)
    {
        var workflow = new RunningWorkflow(user, site.Organization.CreateService);
        var invoker = new WorkflowInvoker(new ConfirmInvoiceActivity());
        invoker.Extensions.Add<IWorkflowContext>(() => workflow);
        invoker.Extensions.Add<IOrganizationServiceFactory>(() => workflow);
        var inputs = new Dictionary<string, object>();
        if (invoice is { } id)
        {
            inputs["Invoice"] = new EntityReference("invoice", id);
        }

        return invoker.Invoke(inputs)["ConfirmationStatus"];
    }
}
