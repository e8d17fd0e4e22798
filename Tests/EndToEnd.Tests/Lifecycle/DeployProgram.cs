using System.Diagnostics;
using LocalEnvironment.Hosting;

namespace EndToEnd.Tests.Lifecycle;

/// <summary>The deploy command as its users run it: the program, in a process of its own, against the environment's addresses.</summary>
internal sealed class DeployProgram(LocalHosts hosts)
{
    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Output)> RunAsync(string command, string[] options, CancellationToken cancellation)
    {
        using var process = Start(command, options);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private Process Start(string command, string[] options)
    {
        var administrator = hosts.Personas.Administrator;
        string[] arguments =
        [
            "exec",
            Path.Combine(AppContext.BaseDirectory, "Solution.Deploy.dll"),
            command,
            "--url",
            AddressOf("Dataverse"),
            "--token-url",
            hosts.TokenEndpoint.ToString(),
            "--client-id",
            administrator.ClientId.ToString("d"),
            .. options,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PINV_CLIENT_SECRET"] = administrator.Secret;
        return Process.Start(start)!;
    }

    public string AddressOf(string host) => hosts.Addresses.Single(address => address.Name == host).Address.ToString().TrimEnd('/');
}
