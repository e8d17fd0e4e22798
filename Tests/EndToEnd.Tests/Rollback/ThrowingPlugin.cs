using Microsoft.Xrm.Sdk;

namespace EndToEnd.Tests.Rollback;

/// <summary>A plug-in of somebody else that refuses whatever it is registered on.</summary>
public sealed class ThrowingPlugin : IPlugin
{
    public const string Message = "Somebody else's rule forbids it.";

    public void Execute(IServiceProvider serviceProvider) => throw new InvalidPluginExecutionException(Message);
}
