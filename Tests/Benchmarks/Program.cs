using System.CommandLine;
using Benchmarks.Confirmation;

return await new RootCommand("Measures what the product costs at different sizes. Each command prints a table; run them in Release, and alone on the machine.")
{
    ConfirmationCommand.Build(),
    MeasureConfirmationCommand.Build(),
}.Parse(args).InvokeAsync();
