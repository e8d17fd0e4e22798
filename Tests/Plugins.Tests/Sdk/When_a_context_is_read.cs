using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Extensions;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_context_is_read
{
    private readonly RemoteExecutionContext context = new();

    [TestMethod]
    public void Should_start_with_empty_collections()
    {
        Assert.IsEmpty(context.InputParameters);
        Assert.IsEmpty(context.OutputParameters);
        Assert.IsEmpty(context.SharedVariables);
        Assert.IsEmpty(context.PreEntityImages);
        Assert.IsEmpty(context.PostEntityImages);
        Assert.IsNull(((IPluginExecutionContext)context).ParentContext);
    }

    [TestMethod]
    [DataRow(10, false)]
    [DataRow(20, true)]
    [DataRow(30, true)]
    [DataRow(40, true)]
    [DataRow(50, false)]
    public void Should_be_within_the_main_transaction_from_before_to_after_the_operation(int stage, bool within)
    {
        context.Stage = stage;

        Assert.AreEqual(within, context.IsWithinMainTransaction());
    }

    [TestMethod]
    public void Should_read_a_parameter_or_its_default()
    {
        context.InputParameters["Count"] = 1;
        context.InputParameters["None"] = null;

        Assert.AreEqual(1, context.InputParameterOrDefault<int>("Count"));
        Assert.AreEqual(0, context.InputParameterOrDefault<int>("None"));
        Assert.AreEqual(0, context.InputParameterOrDefault<int>("Missing"));
        Assert.IsNull(context.InputParameterOrDefault<string>("Count"));
    }

    [TestMethod]
    public void Should_get_services_and_null_for_what_is_not_served()
    {
        var services = new Services();

        Assert.AreSame(services, services.Get<ITracingService>());
        Assert.IsNull(services.Get<IOrganizationServiceFactory>());
    }

    private sealed class Services : IServiceProvider, ITracingService
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ITracingService) ? this : null;

        public void Trace(string format, params object[] args) { }
    }
}
