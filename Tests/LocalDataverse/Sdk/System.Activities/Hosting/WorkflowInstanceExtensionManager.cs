using System.Collections.Generic;
using System.Linq;

namespace System.Activities.Hosting;

public class WorkflowInstanceExtensionManager
{
    private readonly List<Delegate> extensions = new List<Delegate>();

    public virtual void Add<T>(Func<T> extensionCreationFunction)
        where T : class => extensions.Add(extensionCreationFunction);

    internal T Find<T>()
        where T : class => extensions.OfType<Func<T>>().FirstOrDefault()?.Invoke();
}
