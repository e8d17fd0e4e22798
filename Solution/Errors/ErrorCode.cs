using System.Globalization;
using System.Text;

namespace Solution.Errors;

/// <summary>One kind of error: its stable code, its cause and what to do about it. The solution knows no other part, so this is its own.</summary>
/// <param name="Number">The four digits after <c>PINV</c>.</param>
/// <param name="Cause">The cause, with placeholders for the values of the case (<c>{0}</c>); no full stop.</param>
/// <param name="Remedy">What to do, with the same placeholders; no full stop.</param>
/// <param name="Kind">Who can mend it.</param>
internal sealed record ErrorCode(int Number, string Cause, string Remedy, ErrorKind Kind = ErrorKind.Rule)
{
    /// <summary>The code as people read it, for example <c>PINV2001</c>.</summary>
    public string Code => "PINV" + Number.ToString("0000", CultureInfo.InvariantCulture);

    /// <param name="record">File, option or component, as its user knows it.</param>
    /// <param name="values">The values for the placeholders.</param>
    public Fault For(string record, params object?[] values) => new(this, record, Fill(Cause, values), Fill(Remedy, values));

    private static string Fill(string text, object?[] values) => string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(text), values);
}
