using System.Diagnostics.Metrics;
using System.Globalization;

namespace ProjectInvoice.Connector.Tests;

/// <summary>The gauges of one host, whichever others run beside it.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly List<string> read = [];

    public Gauges(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.IsObservable && instrument.Meter.Scope == meters)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, (long)value, tags));
        listener.Start();
    }

    /// <summary>Each gauge with its tags and its value.</summary>
    public List<string> Read()
    {
        read.Clear();
        listener.RecordObservableInstruments();
        return [.. read];
    }

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        read.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}: {value}"));
}
