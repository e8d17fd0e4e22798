namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Waits for what another process or a background job does; the deadline only ends a wait that would have no end.</summary>
internal static class Waiting
{
    public static async Task UntilAsync(Func<Task<bool>> condition, int seconds = 300, int pollMilliseconds = 50)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(pollMilliseconds));
        while (!await condition())
        {
            try
            {
                await poll.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"What was waited for did not happen within {seconds} seconds.");
            }
        }
    }
}
