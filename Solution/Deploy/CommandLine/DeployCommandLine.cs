using System.CommandLine;
using Spectre.Console;

namespace Solution.Deploy.CommandLine;

/// <summary>The commands and what they end with: 0 done, 1 the environment refused or differs, 2 what was given is wrong.</summary>
internal sealed class DeployCommandLine
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Wrong = 2;
    private const int PlainWidth = 1000;

    private readonly Credentials credentials = new();
    private readonly Settings settings = new();
    private readonly Option<bool> managed = new("--managed") { Description = "Install the managed solution." };
    private readonly Option<bool> importAgain = new("--import-again") { Description = "Import a version that is installed already once more." };
    private readonly Option<bool> force = new("--force") { Description = "Uninstall although messages wait or confirmations run: they are lost." };

    private readonly Option<string?> solutionFile = new("--solution") { Description = "Solution file; without it the one that was built with this command." };

    private readonly Option<string?> signingSecretFile = new("--signing-secret-file")
    {
        Description = "File with the secret that messages to the connector are signed with.",
    };

    internal static Task<int> RunAsync(string[] arguments)
    {
        // A log or a pipe has no edge at which lines would have to be broken.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = PlainWidth;
        }

        return new DeployCommandLine().ParseAsync(arguments);
    }

    private async Task<int> ParseAsync(string[] arguments)
    {
        var parsed = Root().Parse(WithCommand(arguments));
        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(DeployErrors.CommandLine.For("command line", error.Message.TrimEnd('.')).ToString());
        }

        return parsed.Errors.Count > 0 ? Wrong : await parsed.InvokeAsync();
    }

    // Before there were commands, options alone meant what install means.
    private static string[] WithCommand(string[] arguments) =>
        arguments is [['-', '-', ..] first, ..] && first is not ("--help" or "--version") ? ["install", .. arguments] : arguments;

    private RootCommand Root() =>
        new("Installs, upgrades and removes the solution ProjectInvoiceIntegration in a Dataverse environment, and configures it there.")
        {
            Install(),
            Upgrade(),
            Uninstall(),
            Status(),
            Diff(),
            SetSecretCommand(),
        };

    private Command Install()
    {
        var command = Command("install", "Installs the solution, or updates it in place, and configures it.");
        settings.AddTo(command);
        command.Add(managed);
        command.Add(importAgain);
        command.Add(signingSecretFile);
        return Acting(
            command,
            async (result, options, cancellationToken) =>
            {
                var deployed = await DeploySolution.RunAsync(
                    WithSecret(result, settings.Read(result, options)) with
                    {
                        Managed = result.GetValue(managed),
                        ImportAgain = result.GetValue(importAgain),
                    },
                    cancellationToken
                );
                Tell(options, $"{deployed.Solution} {deployed.Version} is installed.");
                return Done;
            }
        );
    }

    private Command Upgrade()
    {
        var command = Command("upgrade", "Puts a later version in the place of the managed solution: what it no longer has goes.");
        settings.AddTo(command);
        command.Add(signingSecretFile);
        return Acting(
            command,
            async (result, options, cancellationToken) =>
            {
                var deployed = await UpgradeSolution.RunAsync(WithSecret(result, settings.Read(result, options)), cancellationToken);
                Tell(options, $"{deployed.Solution} {deployed.Version} is installed.");
                return Done;
            }
        );
    }

    private Command Uninstall()
    {
        var command = Command("uninstall", "Takes the managed solution away, with its tables and their rows.");
        command.Add(force);
        return Acting(
            command,
            async (result, options, cancellationToken) =>
            {
                await UninstallSolution.RunAsync(options with { Force = result.GetValue(force) }, cancellationToken);
                Tell(options, "Nothing of the solution is installed.");
                return Done;
            }
        );
    }

    private Command Status() =>
        Acting(
            Command("status", "Tells what is installed, how it is configured, and whether it works; ends with 1 where somebody has to look."),
            async (_, options, cancellationToken) =>
            {
                var lines = await SolutionStatus.ReadAsync(options, cancellationToken);
                var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns(string.Empty, string.Empty, string.Empty);
                foreach (var line in lines)
                {
                    table.AddRow(line.IsWell ? string.Empty : "[red]![/]", line.Subject.EscapeMarkup(), line.State.EscapeMarkup());
                }

                AnsiConsole.Write(table);
                return lines.All(line => line.IsWell) ? Done : Refused;
            }
        );

    private Command Diff()
    {
        var command = Command("diff", "Compares what is registered with what the solution file says; ends with 1 where they differ.");
        command.Add(solutionFile);
        command.Add(managed);
        return Acting(
            command,
            async (result, options, cancellationToken) =>
            {
                var differences = await SolutionDiff.RunAsync(
                    options with
                    {
                        SolutionFile = result.GetValue(solutionFile),
                        Managed = result.GetValue(managed),
                    },
                    cancellationToken
                );
                foreach (var difference in differences)
                {
                    AnsiConsole.WriteLine(difference);
                }

                AnsiConsole.MarkupLineInterpolated($"{(differences.Count == 0 ? "No difference." : $"{differences.Count} differences.")}");
                return differences.Count == 0 ? Done : Refused;
            }
        );
    }

    private Command SetSecretCommand()
    {
        var command = Command("set-secret", "Gives the delivery step the secret that messages to the connector are signed with.");
        command.Add(signingSecretFile);
        return Acting(
            command,
            async (result, options, cancellationToken) =>
            {
                await SetSecret.RunAsync(WithSecret(result, options), cancellationToken);
                return Done;
            }
        );
    }

    private Command Command(string name, string description)
    {
        var command = new Command(name, description);
        credentials.AddTo(command);
        return command;
    }

    private Command Acting(Command command, Func<ParseResult, DeployOptions, CancellationToken, Task<int>> action)
    {
        command.SetAction(
            async (result, cancellationToken) =>
            {
                try
                {
                    return await action(result, credentials.Read(result), cancellationToken);
                }
                catch (DeployException fault)
                {
                    await Console.Error.WriteLineAsync(fault.Message);
                    return fault.IsInputFault ? Wrong : Refused;
                }
                catch (OperationCanceledException)
                {
                    await Console.Error.WriteLineAsync(DeployErrors.Stopped.For(command.Name).ToString());
                    return Refused;
                }
            }
        );
        return command;
    }

    private DeployOptions WithSecret(ParseResult result, DeployOptions options) =>
        options with
        {
            SigningSecret = result.GetValue(signingSecretFile) is { } secret ? InputFile.Secret(secret, "--signing-secret-file") : null,
        };

    private static void Tell(DeployOptions options, string sentence)
    {
        if (options.DryRun)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]Dry run: nothing was written.[/]");
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"[green]{sentence}[/]");
        }
    }
}
