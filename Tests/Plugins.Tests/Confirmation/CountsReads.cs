using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Confirmation;

/// <summary>Counts the reads of the tables it is registered on.</summary>
internal sealed class CountsReads : IPlugin
{
    private static int count;

    public static int Count
    {
        get => count;
        set => count = value;
    }

    public void Execute(IServiceProvider serviceProvider) => Interlocked.Increment(ref count);
}
