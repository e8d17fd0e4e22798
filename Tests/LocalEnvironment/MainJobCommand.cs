using System.CommandLine;
using LocalEnvironment.Narration;
using LocalEnvironment.Run;
using Spectre.Console;

namespace LocalEnvironment;

/// <summary>The command line of the main job. Exit codes: 0 all invoices through, 1 something was refused, 2 the input cannot be read.</summary>
public static class MainJobCommand
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Unreadable = 2;

    /// <summary>The sample that stands beside the program.</summary>
    public static string SampleFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Sample");

    public static Task<int> RunAsync(string[] arguments) => RunAsync(arguments, AnsiConsole.Console);

    public static async Task<int> RunAsync(string[] arguments, IAnsiConsole console)
    {
        var input = new Option<string>("--input")
        {
            Description = "Folder with data.xml and data_schema.xml of the Configuration Migration tool, and finance.json. Default: the sample.",
            HelpName = "FOLDER",
        };
        var report = new Option<string>("--report") { Description = "Write what became of each invoice to this file, as JSON.", HelpName = "FILE" };
        var revise = new Option<string[]>("--revise")
        {
            Description =
                "Revise this invoice once everything is posted: credit it in full, confirm the corrective invoice, post it. May be given several times.",
            HelpName = "NUMBER",
        };
        var serve = new Option<bool>("--serve") { Description = "Stay up afterwards and print the addresses and how to sign in. Ctrl+C stops." };
        var logs = new Option<bool>("--logs") { Description = "Show the log of the hosts on standard error." };
        var authorityPort = Port("--authority-port", "token authority");
        var dataversePort = Port("--dataverse-port", "local Dataverse");
        var connectorPort = Port("--connector-port", "connector");
        var financePort = Port("--finance-port", "finance application");
        var command = new RootCommand(
            "Project invoices all the way on this machine: installs the solution into a local Dataverse, loads the data, confirms every draft invoice, "
                + "imports, posts, and shows the accounting details that came back. Exit code 0: everything posted and written back. 1: something "
                + "was refused by a rule. 2: the input cannot be read; nothing was changed."
        )
        {
            input,
            report,
            revise,
            serve,
            logs,
            authorityPort,
            dataversePort,
            connectorPort,
            financePort,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    new EnvironmentOptions
                    {
                        Input = parsed.GetValue(input) ?? SampleFolder,
                        Report = parsed.GetValue(report),
                        Revise = parsed.GetValue(revise) ?? [],
                        Serve = parsed.GetValue(serve),
                        ShowLogs = parsed.GetValue(logs),
                        AuthorityPort = parsed.GetValue(authorityPort),
                        DataversePort = parsed.GetValue(dataversePort),
                        ConnectorPort = parsed.GetValue(connectorPort),
                        FinancePort = parsed.GetValue(financePort),
                    },
                    console,
                    cancellation
                )
        );

        var result = command.Parse(arguments);
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

    private static Option<int?> Port(string name, string host)
    {
        var option = new Option<int?>(name) { Description = $"Port of the {host}. Default: a free one.", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var port) || port is < 1 or > 65535))
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
        catch (Input.InputException unreadable)
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
            narrator.Refusal(new Message(stopped.Code, stopped.Record, stopped.Text));
            return Refused;
        }
        catch (Exception unexpected) when (!options.ShowLogs)
        {
            narrator.Refusal(
                new Message(
                    RunCodes.Unexpected,
                    "local environment",
                    $"{unexpected.Message} ({unexpected.GetType().Name}) Run again with --logs to see where it comes from."
                )
            );
            return Refused;
        }
    }
}
