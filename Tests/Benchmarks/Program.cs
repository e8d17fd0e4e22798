using System.CommandLine;
using Benchmarks.Accounting;
using Benchmarks.Confirmation;
using Benchmarks.Delivery;

return await new RootCommand("Measures what the product costs at different sizes. Each command prints a table; run them in Release, and alone on the machine.")
{
    ConfirmationCommand.Build(),
    MeasureConfirmationCommand.Build(),
    DeliveryCommand.Build(),
    MeasureDeliveryCommand.Build(),
    FinanceCommand.Build(),
    MeasureFinanceCommand.Build(),
    MeasureInstancesCommand.Build(),
}
    .Parse(args)
    .InvokeAsync();
