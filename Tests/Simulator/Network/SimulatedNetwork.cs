using System.Globalization;
using System.Net;
using System.Text;
using ProjectInvoice.ServiceDefaults.Http;
using Simulator.Faults;
using Simulator.Hosts;
using Simulator.Runs;
using Simulator.Time;
using Simulator.World;

namespace Simulator.Network;

/// <summary>All that is between the parts. What becomes of a request is decided by the plan of the run; what was lost on the way may still arrive.</summary>
internal sealed class SimulatedNetwork(FaultPlan plan, SimulatedClock clock, Tokens tokens, RunLog log, IReadOnlyList<Part> parts, PlugInDoor door)
{
    private const int Many = 100;

    private static readonly TimeSpan LongerThanAnybodyWaits = TimeSpan.FromMinutes(2);

    private readonly List<SentRequest> late = [];
    private readonly List<SentRequest> told = [];

    /// <summary>What else happens while a request is on its way; told who sent it.</summary>
    public Func<Part, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>Spoils what arrives, to see that somebody notices; null: nothing is spoiled.</summary>
    public Func<SentRequest, HttpResponseMessage?>? Spoiler { get; set; }

    public OutboundTransport WayOutOf(Part caller) => new Way(this, caller);

    /// <summary>A message of a plug-in; null: no answer comes.</summary>
    public async Task<HttpResponseMessage?> PushAsync(HttpRequestMessage request)
    {
        try
        {
            var sent = await SentRequest.OfAsync(null, request);
            return await TravelAsync(sent, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Something that was held up arrives now, in any order.</summary>
    public async Task ArriveLateAsync()
    {
        if (late.Count == 0)
        {
            return;
        }

        var sent = late[plan.Next(late.Count)];
        late.Remove(sent);
        await RepeatAsync(sent, "late");
    }

    public async Task ArriveAllAsync()
    {
        while (late.Count > 0)
        {
            await ArriveLateAsync();
        }
    }

    /// <summary>Everything that was ever told by a write comes once more.</summary>
    public async Task RepeatAllAsync()
    {
        foreach (var sent in told.Where(sent => sent.IsTelling).ToList())
        {
            await RepeatAsync(sent, "again");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Part caller, HttpRequestMessage request, CancellationToken cancellation)
    {
        caller.Life.Pass("send");
        var sent = await SentRequest.OfAsync(caller, request);
        await Meanwhile(caller);
        caller.Life.Pass("sent");
        var answer = request.RequestUri!.Authority == Address.Authority.Authority ? Sign(sent) : await TravelAsync(sent, cancellation);
        caller.Life.Pass("answered");
        return answer;
    }

    private HttpResponseMessage Sign(SentRequest sent)
    {
        if (plan.Strikes(Fault.Tokens, 0.1))
        {
            Write(sent, "token refused");
            return plan.Next(2) == 0
                ? Answers.Json(HttpStatusCode.ServiceUnavailable, """{"error":"temporarily_unavailable"}""")
                : Answers.Page(HttpStatusCode.OK);
        }

        var form = Encoding
            .UTF8.GetString(sent.Body)
            .Split('&')
            .Select(field => field.Split('='))
            .ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]));
        var audience = form["scope"][..^"/.default".Length];
        return tokens.Issue(form["client_id"], audience, clock.Now) is { } token
            ? Answers.Json(
                HttpStatusCode.OK,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":{{(int)tokens.Lifetime.TotalSeconds}}}"""
                )
            )
            : Answers.Json(HttpStatusCode.BadRequest, """{"error":"invalid_client"}""");
    }

    private async Task<HttpResponseMessage> TravelAsync(SentRequest sent, CancellationToken cancellation)
    {
        if (sent.IsTelling)
        {
            told.Add(sent);
        }

        if (Spoiler?.Invoke(sent) is { } spoiled)
        {
            return spoiled;
        }

        if (plan.Strikes(Fault.OutOfOrder, sent.IsWrite ? 0.08 : 0))
        {
            late.Add(sent);
            throw Lost(sent, "held up");
        }

        if (plan.Strikes(Fault.SlowPeer, 0.05))
        {
            return await SlowAsync(sent, cancellation);
        }

        if (Refused(sent) is { } refusal)
        {
            return refusal;
        }

        var answer = await ArriveAsync(sent, cancellation);
        if (sent.IsWrite && plan.Strikes(Fault.Duplicates, 0.1))
        {
            answer = await DuplicateAsync(sent, cancellation);
        }

        return await BackAsync(sent, answer);
    }

    private async Task<HttpResponseMessage> SlowAsync(SentRequest sent, CancellationToken cancellation)
    {
        if (plan.Next(2) == 0)
        {
            using var unheard = await ArriveAsync(sent, cancellation);
        }

        clock.Advance(LongerThanAnybodyWaits);
        cancellation.ThrowIfCancellationRequested();
        throw Lost(sent, "too slow");
    }

    private HttpResponseMessage? Refused(SentRequest sent)
    {
        if (plan.Strikes(Fault.BusyAnswers, 0.12))
        {
            var (text, answer) = Answers.Busy(plan, sent.Target);
            Write(sent, text);
            return answer;
        }

        if (plan.Strikes(Fault.Tokens, sent.Caller is null ? 0 : 0.05))
        {
            Write(sent, "401");
            return Answers.Json(HttpStatusCode.Unauthorized, """{"error":{"code":"Unauthorized","message":"The token has expired."}}""");
        }

        return null;
    }

    private async Task<HttpResponseMessage> DuplicateAsync(SentRequest sent, CancellationToken cancellation)
    {
        var times = plan.Next(20) == 0 ? Many : 2;
        Write(sent, string.Create(CultureInfo.InvariantCulture, $"{times} times"));
        var answer = await ArriveAsync(sent, cancellation);
        for (var time = 2; time < times; time++)
        {
            answer.Dispose();
            answer = await ArriveAsync(sent, cancellation);
        }

        return answer;
    }

    private async Task<HttpResponseMessage> BackAsync(SentRequest sent, HttpResponseMessage answer)
    {
        if (plan.Strikes(Fault.AnswerLost, 0.1))
        {
            answer.Dispose();
            throw Lost(sent, "answer lost");
        }

        if (plan.Strikes(Fault.UnknownFields, 0.1))
        {
            Write(sent, "other answer");
            return await Answers.ChangedAsync(answer, plan);
        }

        return answer;
    }

    private async Task<HttpResponseMessage> ArriveAsync(SentRequest sent, CancellationToken cancellation)
    {
        var target = parts.Single(part => part.Address.Authority == sent.Target.Authority);
        using var request = sent.ToRequest();
        var answer = await target.AnswerAsync(request, cancellation);
        var why = answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(cancellation);
        Write(sent, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {why.ReplaceLineEndings(" ")}"));
        return answer;
    }

    private async Task RepeatAsync(SentRequest sent, string how)
    {
        Write(sent, how);
        var target = parts.Single(part => part.Address.Authority == sent.Target.Authority);
        using var request = sent.Caller is null ? door.Sign(sent.Body) : sent.ToRequest();
        if (sent.Caller is { Persona: { } persona })
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + tokens.Issue(persona, target.Address.Plain(), clock.Now));
        }

        try
        {
            using var answer = await target.AnswerAsync(request, CancellationToken.None);
            Write(sent, string.Create(CultureInfo.InvariantCulture, $"{how} {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException)
        {
            Write(sent, how + " unheard");
        }
    }

    private HttpRequestException Lost(SentRequest sent, string how)
    {
        Write(sent, how);
        return new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.");
    }

    private void Write(SentRequest sent, string what) =>
        log.Write(clock.Now, $"{sent.Caller?.Name ?? "plug-in"} {sent.Method} {sent.Target.PathAndQuery} {what}");

    private sealed class Way(SimulatedNetwork network, Part caller) : OutboundTransport
    {
        public override HttpMessageHandler Create() => new Handler(network, caller);
    }

    private sealed class Handler(SimulatedNetwork network, Part caller) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            network.SendAsync(caller, request, cancellationToken);
    }
}
