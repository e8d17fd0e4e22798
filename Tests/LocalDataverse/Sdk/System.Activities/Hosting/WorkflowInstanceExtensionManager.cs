using System.Collections.Generic;

namespace System.Activities.Hosting;

public class WorkflowInstanceExtensionManager
{
    private readonly List<Delegate> extensions = new List<Delegate>();

    public virtual void Add<T>(Func<T> extensionCreationFunction)
        where T : class => extensions.Add(extensionCreationFunction);
}
