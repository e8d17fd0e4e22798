using Spectre.Console;

namespace Solution.Deploy.CommandLine;

/// <summary>Prints a line for each thing done.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => AnsiConsole.MarkupLineInterpolated($"[grey]·[/] {value}");
}
