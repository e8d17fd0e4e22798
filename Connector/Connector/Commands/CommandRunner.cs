using System.CommandLine;

namespace ProjectInvoice.Connector.Commands;

/// <summary>Runs what a command does with the parts of the host, and tells what stops it without a stack trace.</summary>
/// <param name="change">What a test puts into the parts beside their own services.</param>
internal sealed class CommandRunner(string[] settings, TextWriter output, TextWriter error, Action<IServiceCollection> change)
{
    /// <summary>For programs in place of people.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document, for programs.", Recursive = true };

    /// <summary>Gives a command what it does.</summary>
    /// <param name="action">What it does; it returns what the command ends with.</param>
    public Command Act(Command command, Func<ParseResult, CommandScope, Task<int>> action)
    {
        command.SetAction((result, cancellation) => RunAsync(command.Name, result, action, cancellation));
        return command;
    }

    private async Task<int> RunAsync(string name, ParseResult result, Func<ParseResult, CommandScope, Task<int>> action, CancellationToken cancellation)
    {
        var told = new CommandOutput(output, error, result.GetValue(Json));
        try
        {
            await using var parts = ConnectorApplication.BuildForCommand(settings, change);
            return await action(result, new CommandScope(parts.Services, told, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            told.Refuse(CommandErrors.Stopped.For($"Command {name}"));
            return ExitCodes.Failing;
        }
        catch (Exception exception)
        {
            var failure = ConnectorException.From(exception, $"Command {name}");
            told.Refuse(failure.Fault);
            return CommandErrors.IsUsage(failure.Error) ? ExitCodes.Usage : ExitCodes.Failing;
        }
    }
}
