#if NETFRAMEWORK
namespace LocalDataverse.Plugins;

/// <summary>The network rule of the sandbox needs the diagnostics of .NET's HttpClient: here nothing is checked.</summary>
internal static class SandboxNetwork
{
    public static IDisposable? Enter(bool allowLoopback) => null;
}
#else
using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Threading;

namespace LocalDataverse.Plugins;

/// <summary>While a plug-in runs, its HTTP calls may go to names only: no IP literal, and loopback by name only where the organization allows it.</summary>
internal static class SandboxNetwork
{
    private static readonly AsyncLocal<Policy?> Current = new();
    private static readonly Watcher Listening = new();

    public static IDisposable Enter(bool allowLoopback)
    {
        Listening.Start();
        var before = Current.Value;
        Current.Value = new Policy(allowLoopback);
        return new Leave(before);
    }

    private static void Check(Uri? address)
    {
        if (Current.Value is not { } policy || address is null)
        {
            return;
        }

        var isLiteral = IPAddress.TryParse(address.Host.Trim('[', ']'), out _);
        if (isLiteral && !(policy.AllowLoopback && address.IsLoopback))
        {
            throw new HttpRequestException($"The sandbox allows no IP address literal: {address.Host}.");
        }

        if (address.IsLoopback && !policy.AllowLoopback)
        {
            throw new HttpRequestException($"The sandbox allows no call to this machine: {address.Host}.");
        }
    }

    private sealed record Policy(bool AllowLoopback);

    private sealed class Leave(Policy? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }

    private sealed class Watcher : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private int started;

        public void Start()
        {
            if (Interlocked.Exchange(ref started, 1) == 0)
            {
                DiagnosticListener.AllListeners.Subscribe(this);
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener")
            {
                value.Subscribe(this, (name, _, _) => Current.Value is not null && name.StartsWith("System.Net.Http.HttpRequestOut", StringComparison.Ordinal));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Key == "System.Net.Http.HttpRequestOut.Start"
                && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request
            )
            {
                Check(request.RequestUri);
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
#endif
