namespace LocalEnvironment.Input;

/// <summary>The given data cannot be read. All faults that one look at the data finds, in the order of the files.</summary>
public sealed class InputException : Exception
{
    public InputException(IReadOnlyList<InputFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    public InputException(InputFault fault)
        : this([fault]) { }

    public IReadOnlyList<InputFault> Faults { get; }
}
