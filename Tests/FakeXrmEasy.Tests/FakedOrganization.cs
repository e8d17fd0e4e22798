using InvoicePlugins;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace FakeXrmEasy.Tests;

/// <summary>
/// An organization of FakeXrmEasy that starts with given rows. FakeXrmEasy keeps rows and answers queries; the steps around an update and the main operation of
/// a custom API, which it does not know, are run here from their declarations.
/// </summary>
internal sealed class FakedOrganization
{
    private readonly XrmFakedContext context = new();
    private readonly IOrganizationService service;
    private readonly DateTime now;

    public FakedOrganization(IEnumerable<Entity> rows, EntityReference user, DateTime now)
    {
        this.now = now;
        context.CallerId = user;
        context.Initialize(rows);
        service = context.GetOrganizationService();
    }

    public Guid CorrelationId { get; set; } = Guid.NewGuid();

    public IReadOnlyList<Entity> All(string table) => [.. service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public void Confirm(Guid invoice) =>
        Update(new Entity("invoice", invoice) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) });

    public void Update(Entity target)
    {
        var before = service.Retrieve(target.LogicalName, target.Id, new ColumnSet(true));
        var outer = Outer("Update", target);
        Run(PipelineStage.PreValidation, target, before, outer);
        Run(PipelineStage.PreOperation, target, before, outer);
        service.Update(target);
        Run(PipelineStage.PostOperation, target, before, outer);
    }

    /// <summary>FakeXrmEasy numbers no rows; the platform does.</summary>
    public void Number(Guid invoice, string number) => service.Update(new Entity("invoice", invoice) { ["invoicenumber"] = number });

    public ParameterCollection Execute(string customApi, EntityReference target, params (string Name, object Value)[] parameters)
    {
        var type = Registration.All.Single(declared => declared.CustomApi?.UniqueName == customApi);
        var call = Outer(customApi, target);
        call.Stage = (int)PipelineStage.MainOperation;
        foreach (var (name, value) in parameters)
        {
            call.InputParameters[name] = value;
        }

        Run(type, call);
        return call.OutputParameters;
    }

    private void Run(PipelineStage stage, Entity target, Entity before, XrmFakedPluginExecutionContext outer)
    {
        var steps = Registration
            .All.SelectMany(type => type.Steps, (type, step) => (Type: type, Step: step))
            .Where(pair =>
                pair.Step.Message == "Update"
                && pair.Step.Table == target.LogicalName
                && pair.Step.Stage == stage
                && pair.Step.Mode == ExecutionMode.Synchronous
            )
            .Where(pair => pair.Step.FilteringAttributes.Count == 0 || pair.Step.FilteringAttributes.Any(target.Contains))
            .OrderBy(pair => pair.Step.Rank);
        foreach (var (type, step) in steps)
        {
            var call = Outer("Update", target);
            call.Stage = (int)stage;
            call.Mode = (int)step.Mode;
            call.SharedVariables = stage == PipelineStage.PreValidation ? outer.SharedVariables : call.SharedVariables;
            call.ParentContext = stage == PipelineStage.PreValidation ? null : outer;
            foreach (var image in step.Images)
            {
                var row = image.Type == ImageType.Pre ? before : service.Retrieve(target.LogicalName, target.Id, new ColumnSet(true));
                (image.Type == ImageType.Pre ? call.PreEntityImages : call.PostEntityImages).Add(image.Alias, row);
            }

            Run(type, call);
        }
    }

    private void Run(PluginTypeDeclaration type, XrmFakedPluginExecutionContext call)
    {
        var plugin = (IPlugin)Activator.CreateInstance(typeof(Registration).Assembly.GetType(type.TypeName, throwOnError: true)!)!;
        plugin.Execute(new FakedServices(context, call));
    }

    private XrmFakedPluginExecutionContext Outer(string message, object target)
    {
        var call = context.GetDefaultPluginContext();
        call.MessageName = message;
        call.InputParameters["Target"] = target;
        call.CorrelationId = CorrelationId;
        call.OperationCreatedOn = now;
        (call.PrimaryEntityName, call.PrimaryEntityId) = target is Entity row
            ? (row.LogicalName, row.Id)
            : (((EntityReference)target).LogicalName, ((EntityReference)target).Id);
        return call;
    }
}
