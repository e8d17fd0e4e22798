using System.Diagnostics;
using LocalDataverse;
using Microsoft.Xrm.Sdk;

namespace Benchmarks.Measuring;

/// <summary>Counts the service calls of plug-ins, and takes the time of every call of one custom API.</summary>
internal sealed class CallMeter(string timedMessage) : IPluginCallObserver
{
    private readonly Stack<(OrganizationRequest Request, long StartedAt, long CallsBefore)> timed = new();
    private readonly List<TimedCall> calls = [];

    public long Reads { get; private set; }

    public long Writes { get; private set; }

    /// <summary>Custom APIs that plug-ins call.</summary>
    public long Others { get; private set; }

    public IReadOnlyList<TimedCall> TimedCalls => calls;

    private long All => Reads + Writes + Others;

    public void Started(OrganizationRequest request)
    {
        switch (request.RequestName)
        {
            case "Retrieve" or "RetrieveMultiple":
                Reads++;
                break;
            case "Create" or "Update" or "Delete":
                Writes++;
                break;
            default:
                Others++;
                break;
        }

        if (request.RequestName == timedMessage)
        {
            timed.Push((request, Stopwatch.GetTimestamp(), All));
        }
    }

    public void Ended(OrganizationRequest request)
    {
        if (timed.TryPeek(out var last) && ReferenceEquals(last.Request, request))
        {
            timed.Pop();
            calls.Add(new TimedCall(Stopwatch.GetElapsedTime(last.StartedAt), All - last.CallsBefore));
        }
    }
}
