namespace LocalDataverse.WebApi.Security;

/// <summary>
/// Service protection limits of one user. Off by default. The platform's own values: 6,000 requests, 20 minutes of execution in a sliding window of 5 minutes,
/// 52 requests at once.
/// </summary>
public sealed class ServiceProtectionOptions
{
    public int? Requests { get; set; }

    /// <summary>Combined execution time within the window.</summary>
    public TimeSpan? ExecutionTime { get; set; }

    public int? ConcurrentRequests { get; set; }

    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    public bool IsOn => Requests is not null || ExecutionTime is not null || ConcurrentRequests is not null;
}
