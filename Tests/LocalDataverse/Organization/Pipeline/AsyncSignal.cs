using System.Threading;
using System.Threading.Tasks;

namespace LocalDataverse.Pipeline;

/// <summary>Completes a waiting task once it is set; set twice before anybody waits counts once.</summary>
internal sealed class AsyncSignal
{
    private readonly object gate = new();
    private readonly List<TaskCompletionSource<bool>> waiting = [];
    private bool isSet;

    public void Set()
    {
        TaskCompletionSource<bool>[] released;
        lock (gate)
        {
            released = [.. waiting];
            waiting.Clear();
            isSet = released.Length == 0;
        }

        foreach (var one in released)
        {
            one.TrySetResult(true);
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isSet)
            {
                isSet = false;
                return;
            }

            waiting.Add(completion);
        }

        using (cancellationToken.Register(() => completion.TrySetCanceled()))
        {
            await completion.Task.ConfigureAwait(false);
        }
    }
}
