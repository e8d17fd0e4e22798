namespace ProjectInvoice.Connector.Delivery;

/// <summary>Why a row would not go to finance.</summary>
/// <param name="Kind">The kind, as programs read it.</param>
/// <param name="Text">The reason, as people read it.</param>
/// <param name="Fault">The fault behind it; null where it is as it should be.</param>
internal sealed record PreviewReason(string Kind, string Text, Fault? Fault = null)
{
    /// <summary>The map's filter, or one of its skip columns, leaves the row out.</summary>
    public const string Filter = "filter";

    /// <summary>A reversal that billing itself made.</summary>
    public const string OwnReversal = "ownReversal";

    /// <summary>The row waits for another row.</summary>
    public const string Held = "held";

    /// <summary>Finance has the row as it is.</summary>
    public const string Delivered = "delivered";

    /// <summary>Something is wrong with the row.</summary>
    public const string Faulty = "fault";

    /// <summary>The reason that a fault is.</summary>
    public static PreviewReason Of(Fault fault) => new(Faulty, fault.ToString(), fault);
}
