using Microsoft.Xrm.Sdk;

namespace EndToEnd.Tests.Chunks;

/// <summary>A plug-in of somebody else that refuses the actuals of one line.</summary>
public sealed class ThrowingOnOneLine : IPlugin
{
    public const string Line = "Hotel Newark";

    public const string Message = "Somebody else's rule forbids hotels.";

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        if (((Entity)context.InputParameters["Target"]).GetAttributeValue<string>("msdyn_description") == Line)
        {
            throw new InvalidPluginExecutionException(Message);
        }
    }
}
