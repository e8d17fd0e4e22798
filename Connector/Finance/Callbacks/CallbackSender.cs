using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Callbacks;

/// <summary>
/// Sends pending parts in the order of their postings, the parts of one posting one after the other. What fails is kept and tried again later, each time after a longer wait;
/// a repeated part is known to the receiver by event and part, so that sending twice does nothing.
/// </summary>
internal sealed class CallbackSender(FinanceDatabase database, HttpClient http, CallbackToken tokens, CallbackSchedule schedule, IConfiguration configuration, TimeProvider clock, ILogger<CallbackSender> logger) : IDisposable
{
    private const int LongestErrorText = 1000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneRun = new(1, 1);

    [Hangfire.AutomaticRetry(Attempts = 0)]
    public async Task SendPendingAsync(CancellationToken cancellation)
    {
        var options = CallbackOptions.From(configuration);
        if (options.Url is null)
        {
            return;
        }

        await _oneRun.WaitAsync(cancellation);
        try
        {
            await SendAllAsync(options, cancellation);
        }
        finally
        {
            _oneRun.Release();
        }
    }

    public void Dispose() => _oneRun.Dispose();

    private async Task SendAllAsync(CallbackOptions options, CancellationToken cancellation)
    {
        var held = new HashSet<Guid>();
        DateTime? earliest = null;
        var after = 0L;
        while (await NextAsync(after, cancellation) is { } part)
        {
            after = part.Sequence;
            if (held.Contains(part.EventId))
            {
                continue;
            }

            if (part.NextAttempt <= clock.GetUtcNow().UtcDateTime && await TrySendAsync(options, part, cancellation))
            {
                continue;
            }

            held.Add(part.EventId);
            earliest = earliest is null || part.NextAttempt < earliest ? part.NextAttempt : earliest;
        }

        if (earliest is { } next)
        {
            var wait = next - clock.GetUtcNow().UtcDateTime;
            schedule.WakeIn(wait > TimeSpan.Zero ? wait : FirstWait);
        }
    }

    private async Task<CallbackPart?> NextAsync(long after, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return await context.Set<CallbackPart>().Where(part => part.Status == CallbackStatus.Pending && part.Sequence > after).OrderBy(part => part.Sequence).FirstOrDefaultAsync(cancellation);
    }

    private async Task<bool> TrySendAsync(CallbackOptions options, CallbackPart part, CancellationToken cancellation)
    {
        Failure? failure;
        try
        {
            failure = await SendAsync(options, part, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            failure = new Failure(exception.Message, null);
        }

        part.Attempts++;
        part.Status = failure is null ? CallbackStatus.Sent : CallbackStatus.Pending;
        part.LastError = failure?.Text is { Length: > LongestErrorText } text ? text[..LongestErrorText] : failure?.Text;
        part.NextAttempt = clock.GetUtcNow().UtcDateTime + Wait(part.Attempts);
        if (failure is not null)
        {
            logger.LogWarning("PINV4407: callback {EventId} part {Part}: attempt {Attempt} failed: {Cause}", part.EventId, part.Part, part.Attempts, failure.Cause);
        }

        await using var session = await database.BeginAsync(cancellation);
        await session.Rows.UpdateAsync([part], [nameof(part.Attempts), nameof(part.Status), nameof(part.LastError), nameof(part.NextAttempt)], null, cancellation);
        await session.CommitAsync(cancellation);
        return failure is null;
    }

    private async Task<Failure?> SendAsync(CallbackOptions options, CallbackPart part, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Url}/api/postings");
        request.Content = new StringContent(part.Body, Encoding.UTF8, "application/json");
        if (await tokens.GetAsync(options, cancellation) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            tokens.Forget();
        }

        return response.IsSuccessStatusCode ? null : new Failure($"The connector answered {(int)response.StatusCode}.", await response.Content.ReadAsStringAsync(cancellation));
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 12));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <param name="Cause">What went wrong, without business data: it stands in the log.</param>
    /// <param name="Answer">What the connector said; it is kept with the callback only.</param>
    private sealed record Failure(string Cause, string? Answer)
    {
        public string Text => Answer is null ? Cause : $"{Cause} {Answer}";
    }
}
