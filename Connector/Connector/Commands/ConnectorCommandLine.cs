using System.CommandLine;

namespace ProjectInvoice.Connector.Commands;

/// <summary>The commands of the connector. They work on the database and the two sides of the settings, while the host runs or not.</summary>
internal sealed class ConnectorCommandLine
{
    private readonly CommandArguments arguments;
    private readonly TextWriter output;
    private readonly TextWriter error;
    private readonly CommandRunner runner;

    public ConnectorCommandLine(CommandArguments arguments, TextWriter output, TextWriter error)
        : this(arguments, output, error, _ => { }) { }

    internal ConnectorCommandLine(CommandArguments arguments, TextWriter output, TextWriter error, Action<IServiceCollection> change)
    {
        (this.arguments, this.output, this.error) = (arguments, output, error);
        runner = new CommandRunner(arguments.Settings, output, error, change);
    }

    /// <summary>Runs the command; 0: done, 1: something fails or waits for too long, 2: what was given is wrong.</summary>
    public async Task<int> RunAsync()
    {
        var root = new RootCommand(
            "Without a command, the connector runs. A command works on the same settings (--Key=Value, environment, appsettings.json), while it runs or not."
        )
        {
            runner.Json,
            StatusCommand.Build(runner),
            ReconcileCommand.Build(runner),
            new MapCommands().Build(runner),
        };
        foreach (var command in new InvoiceCommands().Build(runner))
        {
            root.Add(command);
        }

        var parsed = root.Parse(arguments.Command);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        }

        var told = new CommandOutput(output, error, arguments.Command.Contains(runner.Json.Name));
        told.Refuse(CommandErrors.Usage.For("Command line", string.Join("; ", parsed.Errors.Select(fault => fault.Message.TrimEnd('.')))));
        return ExitCodes.Usage;
    }
}
