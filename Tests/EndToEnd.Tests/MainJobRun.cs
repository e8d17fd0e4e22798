using System.Diagnostics;
using LocalEnvironment;
using Spectre.Console;

namespace EndToEnd.Tests;

/// <summary>A run of the main job with what it printed.</summary>
internal sealed record MainJobRun(int ExitCode, string Output)
{
    /// <summary>Runs it as its users do: the program of its own, in a process of its own.</summary>
    public static async Task<MainJobRun> OfProgramAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new MainJobRun(process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts the program; the caller ends it.</summary>
    public static Process Start(params string[] arguments) => Start("dotnet", [], arguments);

    /// <summary>
    /// Starts the program as a terminal of a user who never started one before does: it hears Ctrl+C even where this process does not, as a script's job in the
    /// background does not.
    /// </summary>
    public static Process StartInForeground(string home, params string[] arguments) =>
        Start("env", ["--default-signal=INT", $"HOME={home}", "dotnet"], arguments);

    private static Process Start(string program, string[] before, string[] arguments)
    {
        var start = new ProcessStartInfo(program, before)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "LocalEnvironment.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it in this process, which saves the start.</summary>
    public static async Task<MainJobRun> InProcessAsync(params string[] arguments)
    {
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        var code = await MainJobCommand.RunAsync(arguments, console);
        return new MainJobRun(code, text.ToString());
    }
}
