namespace ProjectInvoice.Finance;

/// <summary>A request or a record that finance refuses, with everything that is wrong with it. Nothing of the request that carried it has been
/// written.</summary>
internal sealed class FinanceRefusal : Exception
{
    /// <param name="status">The HTTP status of a step that refuses whatever it finds in the same way; null for that of the error.</param>
    public FinanceRefusal(Fault fault, int? status = null)
        : this([fault], status) { }

    /// <param name="faults">All that is wrong; the first one stands for them.</param>
    /// <param name="status">The HTTP status of a step that refuses whatever it finds in the same way; null for that of the first error.</param>
    public FinanceRefusal(IReadOnlyList<Fault> faults, int? status = null)
        : base(faults[0].ToString())
    {
        Faults = faults;
        Status = status ?? Fault.Error.Status ?? StatusCodes.Status400BadRequest;
    }

    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The first of them, which stands for all.</summary>
    public Fault Fault => Faults[0];

    public int Status { get; }
}
