namespace Benchmarks.Delivery;

/// <summary>What it costs to take invoices from the click to the write-back. Times in seconds; memory in bytes.</summary>
/// <param name="Invoices">How many.</param>
/// <param name="Lines">Lines of each.</param>
/// <param name="Confirm">From the click until all of them are confirmed.</param>
/// <param name="Deliver">From there until the connector has nothing to send any more.</param>
/// <param name="Rows">Rows that finance then holds: actuals, connections, milestones.</param>
/// <param name="Bulk">The bulk action alone, for the same rows, on an empty finance.</param>
/// <param name="Finance">Import, journals, import again and posting.</param>
/// <param name="WriteBack">From there until all that was posted is recorded in Dataverse.</param>
/// <param name="Posted">Actuals that were recorded.</param>
/// <param name="Delivering">Processor time meanwhile: Dataverse, connector, finance.</param>
/// <param name="Recording">Processor time during the write-back.</param>
/// <param name="ConnectorPeak">The most memory that one connector held.</param>
/// <param name="FinancePeak">The most memory that finance held.</param>
internal sealed record DeliveryMeasurement(
    int Invoices,
    int Lines,
    int Connectors,
    string Storage,
    double Confirm,
    double Deliver,
    int Rows,
    double Bulk,
    double Finance,
    double WriteBack,
    int Posted,
    Processors Delivering,
    Processors Recording,
    long ConnectorPeak,
    long FinancePeak
)
{
    public double All => Confirm + Deliver + Finance + WriteBack;

    public int AllLines => Invoices * Lines;
}
