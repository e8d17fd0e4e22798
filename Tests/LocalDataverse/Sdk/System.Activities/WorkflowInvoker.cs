using System.Activities.Hosting;
using System.Collections.Generic;

namespace System.Activities;

public sealed class WorkflowInvoker
{
    private readonly string activity;

    public WorkflowInvoker(Activity workflow)
    {
        activity = workflow.GetType().FullName;
    }

    public WorkflowInstanceExtensionManager Extensions { get; } = new WorkflowInstanceExtensionManager();

    public IDictionary<string, object> Invoke(IDictionary<string, object> inputs) =>
        throw new PlatformNotSupportedException($"{activity} was given {inputs?.Count ?? 0} arguments, but workflows run on .NET Framework on Windows only.");
}
