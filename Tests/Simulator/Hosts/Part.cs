using LocalEnvironment.SignIn;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjectInvoice.ServiceDefaults.Http;
using Simulator.Time;

namespace Simulator.Hosts;

/// <summary>
/// A program of the product in this process: its own pipeline, services and database, without a socket and without its clockwork.
/// </summary>
internal abstract class Part(string name, Uri address, Persona? persona, HostClock clock, Tokens tokens, Action<string> log) : IDisposable
{
    private WebApplication? host;
    private HttpMessageInvoker? door;

    public string Name { get; } = name;

    public Uri Address { get; } = address;

    /// <summary>As whom it calls others; null: it does not.</summary>
    public Persona? Persona { get; } = persona;

    public HostClock Clock { get; } = clock;

    public Lifeline Life { get; private set; } = new(_ => { });

    /// <summary>What requests of this part travel by.</summary>
    public OutboundTransport Transport { get; set; } = OutboundTransport.Sockets;

    public bool IsUp => host is not null && !Life.IsDead;

    protected IServiceProvider Services => host!.Services;

    protected Tokens Tokens { get; } = tokens;

    /// <summary>A new process on the database as it stands.</summary>
    public async Task StartAsync()
    {
        Bury();
        Life = new Lifeline(place => log($"{Name} killed at {place}"));
        host = Build();
        await PrepareAsync();

        // The server alone: schedulers and timers are no concern of this process.
        var server = Services.GetServices<IHostedService>().Single(service => service.GetType().Name == "GenericWebHostService");
        await server.StartAsync(CancellationToken.None);
        door = new HttpMessageInvoker(((TestServer)Services.GetRequiredService<IServer>()).CreateHandler());
    }

    /// <summary>What is left of a process that was killed.</summary>
    public void Bury()
    {
        door?.Dispose();
        (host as IDisposable)?.Dispose();
        (door, host) = (null, null);
    }

    public void Kill() => Life.KillAt(1);

    /// <exception cref="HttpRequestException">Nobody is there, or he died over it.</exception>
    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (!IsUp)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{Name} is down.");
        }

        var life = Life;
        try
        {
            request.Headers.TryAddWithoutValidation(RawTargets.Header, request.RequestUri!.PathAndQuery);
            var answer = await door!.SendAsync(request, cancellation);
            await answer.Content.LoadIntoBufferAsync(cancellation);
            return life.IsDead ? throw new HttpRequestException(HttpRequestError.ResponseEnded, $"{Name} died.") : answer;
        }
        catch (Exception broken) when (broken is not (HttpRequestException or OperationCanceledException))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"{Name} broke off: {broken.Message}", broken);
        }
    }

    public void Dispose() => Bury();

    protected abstract WebApplication Build();

    /// <summary>What the start of the program does before it listens.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>What every part has of the simulation in place of the world.</summary>
    protected void Change(IServiceCollection services)
    {
        services.AddSingleton<IServer, TestServer>();
        services.AddSingleton<IStartupFilter, RawTargets>();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Transport);
        services.AddSingleton<IInterceptor>(new DatabaseCommands(Life));
        services.AddSingleton<IInterceptor>(new DatabaseTransactions(Life));
        services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            bearer =>
                bearer.Events = new JwtBearerEvents
                {
                    OnMessageReceived = received =>
                    {
                        var header = received.Request.Headers.Authorization.ToString();
                        if (Tokens.Read(header, Address.Plain(), Clock.GetUtcNow()) is { } principal)
                        {
                            received.Principal = principal;
                            received.Success();
                        }
                        else
                        {
                            received.NoResult();
                        }

                        return Task.CompletedTask;
                    },
                }
        );
    }

    protected string[] Common() =>
        [
            $"--urls={Address.Plain()}",
            $"--Authentication:Authority={Hosts.Address.Authority.Plain()}",
            $"--Authentication:Audience={Address.Plain()}",
            "--Logging:LogLevel:Default=None",
            "--Logging:Console:LogLevel:Default=None",
        ];
}
