using Microsoft.Xrm.Sdk;

namespace Solution.Tests.Importing;

/// <summary>A plug-in that is no part of the solution.</summary>
public sealed class OtherPlugin : IPlugin
{
    public void Execute(IServiceProvider serviceProvider) { }
}
