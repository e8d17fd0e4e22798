namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>An entry of a catalogue of errors by its name, for rows of data, which hold nothing but constants.</summary>
internal static class Entry
{
    public static ErrorCode Of(Type catalogue, string name) => (ErrorCode)catalogue.GetField(name)!.GetValue(null)!;
}
