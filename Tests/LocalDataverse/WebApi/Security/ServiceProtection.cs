using System.Globalization;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Security;

/// <summary>Counts what each user asks for and refuses with 429 what goes over the limits.</summary>
internal sealed class ServiceProtection(ServiceProtectionOptions options, TimeProvider clock)
{
    private readonly Dictionary<Guid, Usage> users = [];
    private readonly Lock gate = new();

    /// <summary>Lets a request in; what is returned takes the request's end.</summary>
    public IDisposable Admit(Guid user)
    {
        if (!options.IsOn)
        {
            return Admission.Unlimited;
        }

        lock (gate)
        {
            if (!users.TryGetValue(user, out var usage))
            {
                users[user] = usage = new Usage();
            }

            var now = clock.GetUtcNow();
            usage.Forget(now - options.Window);
            if (options.Requests is { } requests && usage.Started.Count >= requests)
            {
                throw Refused(
                    ThrottlingCode.TooManyRequests,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Number of requests exceeded the limit of {requests} over time window of {options.Window.TotalSeconds:0} seconds."
                    ),
                    usage.Started.Peek() + options.Window - now
                );
            }

            if (options.ExecutionTime is { } time && usage.Executed.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Duration) > time)
            {
                throw Refused(
                    ThrottlingCode.TooMuchTime,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Combined execution time of incoming requests exceeded limit of {time.TotalMilliseconds:N0} milliseconds over time "
                            + $"window of {options.Window.TotalSeconds:0} seconds. Decrease number of concurrent requests or reduce the duration of "
                            + $"requests and try again later."
                    ),
                    usage.Executed.Peek().Ended + options.Window - now
                );
            }

            if (options.ConcurrentRequests is { } concurrent && usage.Running >= concurrent)
            {
                throw Refused(
                    ThrottlingCode.TooManyAtOnce,
                    string.Create(CultureInfo.InvariantCulture, $"Number of concurrent requests exceeded the limit of {concurrent}."),
                    TimeSpan.FromSeconds(1)
                );
            }

            usage.Started.Enqueue(now);
            usage.Running++;
            var started = clock.GetTimestamp();
            return new Admission(() => Leave(usage, started));
        }

        void Leave(Usage usage, long started)
        {
            lock (gate)
            {
                usage.Running--;
                usage.Executed.Enqueue((clock.GetUtcNow(), clock.GetElapsedTime(started)));
            }
        }
    }

    private static WebApiException Refused(int code, string message, TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, code, message)
        {
            Headers = new Dictionary<string, string>
            {
                ["Retry-After"] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
            },
        };

    private sealed class Usage
    {
        public Queue<DateTimeOffset> Started { get; } = new();

        public Queue<(DateTimeOffset Ended, TimeSpan Duration)> Executed { get; } = new();

        public int Running { get; set; }

        public void Forget(DateTimeOffset before)
        {
            while (Started.TryPeek(out var started) && started <= before)
            {
                Started.Dequeue();
            }

            while (Executed.TryPeek(out var executed) && executed.Ended <= before)
            {
                Executed.Dequeue();
            }
        }
    }

    private sealed class Admission(Action? leave) : IDisposable
    {
        public static readonly Admission Unlimited = new(null);

        public void Dispose() => leave?.Invoke();
    }
}
