using System.Activities.Hosting;
using System.Collections.Generic;

namespace System.Activities;

public class ActivityContext
{
    private readonly WorkflowInstanceExtensionManager extensions;
    private readonly Dictionary<Argument, object> values = new Dictionary<Argument, object>();

    internal ActivityContext(WorkflowInstanceExtensionManager extensions)
    {
        this.extensions = extensions;
    }

    public T GetExtension<T>()
        where T : class => extensions.Find<T>();

    internal object Read(Argument argument) => values.TryGetValue(argument, out var value) ? value : null;

    internal void Write(Argument argument, object value) => values[argument] = value;
}
