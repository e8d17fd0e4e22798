using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.WebApi.Plugins;

/// <summary>Refuses accounts by their name.</summary>
public sealed class VetoPlugin : IPlugin
{
    public const string Message = "PINV9999: account \"Vetoed\": it is vetoed. Take another name.";

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        switch (((Entity)context.InputParameters["Target"]).GetAttributeValue<string>("name"))
        {
            case "Vetoed":
                throw new InvalidPluginExecutionException(OperationStatus.Canceled, 4711, Message);
            case "Not found":
                throw new InvalidPluginExecutionException("Gone", PluginHttpStatusCode.NotFound);
            case "Crash":
                throw new InvalidOperationException("crashed");
            default:
                break;
        }
    }
}
