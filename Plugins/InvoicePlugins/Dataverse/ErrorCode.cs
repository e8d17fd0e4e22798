using System.Globalization;

namespace InvoicePlugins.Dataverse;

/// <summary>One kind of error: its stable code, its cause and what to do about it. It stands in the catalogue of the room that finds it.</summary>
/// <param name="Number">The four digits after <c>PINV</c>; also the platform's sub error code.</param>
/// <param name="Cause">The cause, with placeholders for the values of the case; no full stop.</param>
/// <param name="Remedy">What to do, with the same placeholders; no full stop.</param>
/// <param name="Kind">Who can mend it.</param>
internal sealed record ErrorCode(int Number, string Cause, string Remedy, ErrorKind Kind = ErrorKind.Rule)
{
    /// <summary>The code as people read it, for example <c>PINV1001</c>.</summary>
    public string Code => "PINV" + Number.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The fault of one record.</summary>
    /// <param name="record">The record as its user knows it, for example <c>PF-1003 line 2</c>.</param>
    /// <param name="values">The values for the placeholders.</param>
    /// <returns>The fault; the caller decides whether to throw it or to gather it with others.</returns>
    public Fault For(string record, params object?[] values) => new(this, record, Fill(Cause, values), Fill(Remedy, values));

    private static string Fill(string text, object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
