using System.Diagnostics;

namespace ProjectInvoice.Connector.Tests;

/// <summary>Waits for what another host does on its own thread.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Pause);
        while (!await condition())
        {
            Assert.IsLessThan(Patience, watch.Elapsed, "the condition did not come true");
            await pause.WaitForNextTickAsync();
        }
    }
}
