using Microsoft.Xrm.Sdk;

namespace EndToEnd.Tests.Apps;

/// <summary>Holds a large confirmation after some of its rows, so that its progress can be looked at.</summary>
public sealed class GatePlugin : IPlugin
{
    private const int RowsBefore = 600;
    private static readonly ManualResetEventSlim Gate = new(initialState: true);
    private static int rows;

    public static void Close()
    {
        Interlocked.Exchange(ref rows, 0);
        Gate.Reset();
    }

    public static void Open() => Gate.Set();

    public void Execute(IServiceProvider serviceProvider)
    {
        if (Interlocked.Increment(ref rows) > RowsBefore)
        {
            Gate.Wait(TimeSpan.FromMinutes(1));
        }
    }
}
