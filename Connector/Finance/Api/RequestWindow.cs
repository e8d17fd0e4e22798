using System.Threading.RateLimiting;

namespace ProjectInvoice.Finance.Api;

/// <summary>So many requests in each window of time, by the clock that finance was given (the limiter of the framework knows only its own).</summary>
/// <param name="most">Requests of a window.</param>
/// <param name="length">How long a window is; the next one begins with the first request after it.</param>
internal sealed class RequestWindow(int most, TimeSpan length, TimeProvider clock) : RateLimiter
{
    private readonly Lock gate = new();
    private long begin = clock.GetTimestamp();
    private int taken;
    private long refused;
    private long granted;

    /// <summary>Null as long as the window counts; then the limiter may be forgotten.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (gate)
            {
                var idle = clock.GetElapsedTime(begin) - length;
                return idle > TimeSpan.Zero ? idle : null;
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (gate)
        {
            return new()
            {
                CurrentAvailablePermits = most - taken,
                TotalSuccessfulLeases = granted,
                TotalFailedLeases = refused,
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (gate)
        {
            if (clock.GetElapsedTime(begin) >= length)
            {
                begin = clock.GetTimestamp();
                taken = 0;
            }

            if (taken + permitCount > most)
            {
                refused++;
                return new Lease(length - clock.GetElapsedTime(begin));
            }

            taken += permitCount;
            granted++;
            return new Lease(null);
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    /// <summary>What a request got: leave to go on, or the time until the next window.</summary>
    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait;
            return wait is not null && metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
