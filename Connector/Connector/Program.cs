using ProjectInvoice.Connector;

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
