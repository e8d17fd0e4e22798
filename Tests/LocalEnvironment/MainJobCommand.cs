using System.CommandLine;
using System.Globalization;
using LocalEnvironment.Errors;
using LocalEnvironment.Hosting;
using LocalEnvironment.Input;
using LocalEnvironment.Narration;
using LocalEnvironment.Run;
using Spectre.Console;

namespace LocalEnvironment;

/// <summary>The command line of the main job. Exit codes: 0 all invoices through, 1 something was refused, 2 the input cannot be read.</summary>
internal static class MainJobCommand
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Unreadable = 2;

    private static readonly Option<string> Input = new("--input")
    {
        Description = "Folder with data.xml and data_schema.xml of the Configuration Migration tool, and finance.json. Default: the sample.",
        HelpName = "FOLDER",
    };

    private static readonly Option<string> ReportTo = new("--report")
    {
        Description = "Write what became of each invoice to this file, as JSON.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Revise = new("--revise")
    {
        Description = "Revise this invoice once everything is posted: credit it in full, confirm the corrective invoice, post it. May be given several times.",
        HelpName = "NUMBER",
    };

    private static readonly Option<bool> Serve = new("--serve")
    {
        Description = "Stay up afterwards and print the addresses and how to sign in. Ctrl+C stops.",
    };

    private static readonly Option<bool> Logs = new("--logs") { Description = "Show the log of the hosts on standard error." };
    private static readonly Option<int?> AuthorityPort = Port("--authority-port", "token authority");
    private static readonly Option<int?> DataversePort = Port("--dataverse-port", "local Dataverse");
    private static readonly Option<int?> ConnectorPort = Port("--connector-port", "connector");
    private static readonly Option<int?> FinancePort = Port("--finance-port", "finance application");
    private static readonly Option<int?> ShellPort = Port("--shell-port", "page with the apps, which --serve starts");

    /// <summary>The sample that stands beside the program.</summary>
    public static string SampleFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Sample");

    public static Task<int> RunAsync(string[] arguments) => RunAsync(arguments, AnsiConsole.Console);

    public static async Task<int> RunAsync(string[] arguments, IAnsiConsole console)
    {
        var result = CommandOf(console).Parse(arguments);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                console.MarkupLine($"[red]{Markup.Escape(error.Message)}[/]");
            }

            console.WriteLine("--help shows the options.");
            return Unreadable;
        }

        // The hosts need a moment to finish their requests after Ctrl+C.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
    }

    private static RootCommand CommandOf(IAnsiConsole console)
    {
        var command = new RootCommand(
            "Project invoices all the way on this machine: installs the solution into a local Dataverse, loads the data, confirms every draft invoice, "
                + "imports, posts, and shows the accounting details that came back. Exit code 0: everything posted and written back. 1: something "
                + "was refused by a rule. 2: the input cannot be read; nothing was changed."
        )
        {
            Input,
            ReportTo,
            Revise,
            Serve,
            Logs,
            AuthorityPort,
            DataversePort,
            ConnectorPort,
            FinancePort,
            ShellPort,
        };
        command.SetAction((parsed, cancellation) => RunAsync(OptionsOf(parsed), console, cancellation));
        return command;
    }

    private static EnvironmentOptions OptionsOf(ParseResult parsed) =>
        new()
        {
            Input = parsed.GetValue(Input) ?? SampleFolder,
            Report = parsed.GetValue(ReportTo),
            Revise = parsed.GetValue(Revise) ?? [],
            Serve = parsed.GetValue(Serve),
            ShowLogs = parsed.GetValue(Logs),
            AuthorityPort = parsed.GetValue(AuthorityPort),
            DataversePort = parsed.GetValue(DataversePort),
            ConnectorPort = parsed.GetValue(ConnectorPort),
            FinancePort = parsed.GetValue(FinancePort),
            ShellPort = parsed.GetValue(ShellPort),
        };

    private static Option<int?> Port(string name, string host)
    {
        var option = new Option<int?>(name) { Description = $"Port of the {host}. Default: a free one.", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535))
            {
                result.AddError($"{name}: '{result.Tokens[0].Value}' is no port. Give a number from 1 to 65535.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(EnvironmentOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var narrator = new Narrator(console, TimeProvider.System);
        try
        {
            return await MainJob.RunAsync(options, narrator, TimeProvider.System, cancellation);
        }
        catch (InputException unreadable)
        {
            narrator.Faults(unreadable.Faults);
            return Unreadable;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // With Ctrl+C the hosts stop, too: what is then under way ends in one way or another.
            narrator.Line("Stopped before it was finished. Nothing stays behind.");
            return Refused;
        }
        catch (RunException stopped)
        {
            narrator.Refusal(stopped.Refusal);
            return Refused;
        }
        catch (Exception unexpected) when (!options.ShowLogs)
        {
            var fault = RunErrors.Unexpected.For("local environment", unexpected.Message.TrimEnd('.'), unexpected.GetType().Name);
            narrator.Refusal(Message.Of(fault));
            return Refused;
        }
    }
}
