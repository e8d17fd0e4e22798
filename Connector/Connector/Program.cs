using ProjectInvoice.Connector;
using ProjectInvoice.Connector.Commands;

var arguments = CommandArguments.Of(args);
if (arguments.HasCommand)
{
    return await new ConnectorCommandLine(arguments, Console.Out, Console.Error).RunAsync();
}

try
{
    await ConnectorApplication.Build(args).RunAsync();
    return 0;
}
catch (ConnectorException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
