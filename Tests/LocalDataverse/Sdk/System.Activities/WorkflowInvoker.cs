using System.Activities.Hosting;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace System.Activities;

public sealed class WorkflowInvoker
{
    private readonly Activity activity;

    public WorkflowInvoker(Activity workflow)
    {
        activity = workflow;
    }

    public WorkflowInstanceExtensionManager Extensions { get; } = new WorkflowInstanceExtensionManager();

    /// <summary>Runs a single activity written in code; whole workflows run on .NET Framework on Windows only.</summary>
    public IDictionary<string, object> Invoke(IDictionary<string, object> inputs)
    {
        if (!(activity is CodeActivity code))
        {
            throw new PlatformNotSupportedException(
                $"{activity.GetType().FullName} is no activity written in code; workflows run on .NET Framework on Windows only."
            );
        }

        var context = new CodeActivityContext(Extensions);
        var arguments = activity.GetType().GetProperties().Where(property => typeof(Argument).IsAssignableFrom(property.PropertyType)).ToList();
        foreach (var property in arguments)
        {
            Pass(property, inputs, context);
        }

        code.Run(context);
        return arguments
            .Where(property => typeof(OutArgument).IsAssignableFrom(property.PropertyType))
            .ToDictionary(property => property.Name, property => ((Argument)property.GetValue(activity)).Get(context));
    }

    private void Pass(PropertyInfo property, IDictionary<string, object> inputs, CodeActivityContext context)
    {
        var argument = (Argument)Activator.CreateInstance(property.PropertyType);
        property.SetValue(activity, argument);
        if (inputs.TryGetValue(property.Name, out var value))
        {
            argument.Set(context, value);
        }
        else if (property.IsDefined(typeof(RequiredArgumentAttribute)))
        {
            throw new ArgumentException($"Value for a required activity argument '{property.Name}' was not supplied.", nameof(inputs));
        }
    }
}
