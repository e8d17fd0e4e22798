using System.Globalization;
using System.Text;

namespace ProjectInvoice.ServiceDefaults.Errors;

/// <summary>One kind of error: its stable code, its cause and what to do about it. It stands in the catalogue of the room that finds it.</summary>
/// <param name="Number">The four digits after <c>PINV</c>.</param>
/// <param name="Cause">The cause, with placeholders for the values of the case (<c>{0}</c>); no full stop.</param>
/// <param name="Remedy">What to do, with the same placeholders; no full stop.</param>
/// <param name="Kind">Who can mend it.</param>
/// <param name="Status">The HTTP status of an answer that says so; null where no answer ever does.</param>
public sealed record ErrorCode(int Number, string Cause, string Remedy, ErrorKind Kind = ErrorKind.Rule, int? Status = null)
{
    /// <summary>The code as people read it, for example <c>PINV3001</c>.</summary>
    public string Code => "PINV" + Number.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The fault of one record.</summary>
    /// <param name="record">The record as its user knows it, for example <c>Invoice PF-1003</c>.</param>
    /// <param name="values">The values for the placeholders.</param>
    public Fault For(string record, params object?[] values) => new(this, record, Fill(Cause, values), Fill(Remedy, values));

    // What another program says ends with a full stop or not.
    private static string Fill(string text, object?[] values) => string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(text), values).TrimEnd('.');
}
