namespace Benchmarks.Confirmation;

/// <summary>What one confirmation cost.</summary>
/// <param name="Details">Invoice line details of the invoice.</param>
/// <param name="Chunks">Transactions besides the one of the update itself; 0 where the invoice was confirmed in that one.</param>
/// <param name="Seconds">From the update to Confirmed, asynchronous steps included.</param>
/// <param name="ProcessorSeconds">Processor time of the process meanwhile; unlike <paramref name="Seconds"/> it does not grow when the machine is busy
/// otherwise.</param>
/// <param name="UpdateSeconds">The update itself: how long the user waits.</param>
/// <param name="LongestChunkSeconds">The longest transaction after the update.</param>
/// <param name="LongestChunkCalls">The most service calls of such a transaction.</param>
/// <param name="Reads">Service calls that read.</param>
/// <param name="Writes">Service calls that write.</param>
/// <param name="OtherCalls">Custom APIs that plug-ins call.</param>
/// <param name="BillingRows">Rows created or changed in the tables that billing is about, each counted once.</param>
/// <param name="OwnRows">Rows created or changed besides: chunks and their jobs.</param>
/// <param name="AllocatedBytes">Allocated by the whole process meanwhile: plug-ins and the organization in memory.</param>
/// <param name="RetainedBytes">By how much the heap has grown: the rows written.</param>
/// <param name="PeakWorkingSetBytes">Of the process, the loaded invoice included.</param>
internal sealed record ConfirmationMeasurement(
    int Details,
    int Chunks,
    double Seconds,
    double ProcessorSeconds,
    double UpdateSeconds,
    double LongestChunkSeconds,
    long LongestChunkCalls,
    long Reads,
    long Writes,
    long OtherCalls,
    long BillingRows,
    long OwnRows,
    long AllocatedBytes,
    long RetainedBytes,
    long PeakWorkingSetBytes
)
{
    public double MillisecondsPerLine => Seconds * 1000 / Details;

    public double ProcessorMillisecondsPerLine => ProcessorSeconds * 1000 / Details;

    public double AllocatedPerLine => (double)AllocatedBytes / Details;
}
