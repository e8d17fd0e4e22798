namespace ProjectInvoice.Connector.Tests;

/// <summary>Stands still at a named step the first time, until it is let go.</summary>
internal sealed class BlockingProbe(string at) : StepProbe, IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim gate = new();

    public Task Reached => reached.Task;

    public void LetGo() => gate.Set();

    public override void Pass(string step)
    {
        if (step == at && reached.TrySetResult())
        {
            gate.Wait(TimeSpan.FromMinutes(5));
        }
    }

    public void Dispose()
    {
        gate.Set();
        gate.Dispose();
    }
}
