using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Workflow;

namespace Plugins.Tests.Workflow;

/// <summary>What a classic workflow hands to its activities, in the name of one user.</summary>
internal sealed class RunningWorkflow(Guid user, Func<Guid, IOrganizationService> services) : IWorkflowContext, IOrganizationServiceFactory
{
    public string StageName => "";

    public int WorkflowCategory => 0;

    public int WorkflowMode => 0;

    public IWorkflowContext ParentContext => null!;

    public int Mode => 1;

    public int IsolationMode => 2;

    public int Depth => 1;

    public string MessageName => "ExecuteWorkflow";

    public string PrimaryEntityName => "invoice";

    public Guid? RequestId => null;

    public string SecondaryEntityName => "none";

    public ParameterCollection InputParameters { get; } = [];

    public ParameterCollection OutputParameters { get; } = [];

    public ParameterCollection SharedVariables { get; } = [];

    public Guid UserId => user;

    public Guid InitiatingUserId => user;

    public Guid BusinessUnitId => Guid.Empty;

    public Guid OrganizationId => Guid.Empty;

    public string OrganizationName => "";

    public Guid PrimaryEntityId => Guid.Empty;

    public EntityImageCollection PreEntityImages { get; } = [];

    public EntityImageCollection PostEntityImages { get; } = [];

    public EntityReference OwningExtension => null!;

    public Guid CorrelationId => Guid.Empty;

    public bool IsExecutingOffline => false;

    public bool IsOfflinePlayback => false;

    public bool IsInTransaction => false;

    public Guid OperationId => Guid.Empty;

    public DateTime OperationCreatedOn => default;

    public IOrganizationService CreateOrganizationService(Guid? userId) => services(userId ?? Guid.Empty);
}
