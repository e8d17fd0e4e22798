namespace LocalEnvironment.Input;

/// <summary>The given data cannot be read. All faults that one look at the data finds, in the order of the files.</summary>
internal sealed class InputException : Exception
{
    public InputException(IReadOnlyList<Fault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    public InputException(Fault fault)
        : this([fault]) { }

    public IReadOnlyList<Fault> Faults { get; }
}
