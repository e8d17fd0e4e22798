namespace ProjectInvoice.Finance;

/// <summary>
/// Makes faults and refusals of the entries of a catalogue. Where a rule finds a fault, it often knows neither what the user calls the record nor which
/// step has to be repeated: the step is the last placeholder of the entry then, and who called the rule fills both in.
/// </summary>
internal static class FaultsOfRecords
{
    private const string Again = "{again}";

    /// <summary>Refuses a record for one reason.</summary>
    public static FinanceRefusal Refusal(this ErrorCode error, string record, params object?[] values) => new(error.For(record, values));

    /// <summary>A fault whose record and step are named by <see cref="At"/>.</summary>
    /// <param name="values">The values for the placeholders but for the step.</param>
    public static Fault Found(this ErrorCode error, params object?[] values) => error.For(string.Empty, [.. values, Again]);

    /// <param name="record">The record as its user knows it.</param>
    /// <param name="again">How to repeat the step, such as "post again".</param>
    public static Fault At(this Fault fault, string record, string again) =>
        fault with
        {
            Record = record,
            Remedy = fault.Remedy.Replace(Again, again, StringComparison.Ordinal),
        };

    /// <summary>The same fault where something else than the catalogue says has to be done about it.</summary>
    /// <param name="remedy">What to do before the step is repeated.</param>
    public static Fault MendedBy(this Fault fault, string remedy) => fault with { Remedy = $"{remedy}, then {Again}" };

    /// <summary>One fault of a record that tells of all: the error of the first, every cause and remedy once.</summary>
    public static Fault Together(this IEnumerable<Fault> faults)
    {
        var all = faults.DistinctBy(fault => fault.Text).ToList();
        return all[0] with { Cause = string.Join(' ', all.SkipLast(1).Select(fault => fault.Text).Append(all[^1].Cause)), Remedy = all[^1].Remedy };
    }
}
