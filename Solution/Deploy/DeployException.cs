namespace Solution.Deploy;

/// <summary>A deployment that was refused or failed. The message never holds a secret.</summary>
public sealed class DeployException : Exception
{
    internal DeployException(Fault fault, Exception? inner = null)
        : base(fault.ToString(), inner) => Fault = fault;

    /// <summary>Stable code, PINV21xx.</summary>
    public string Code => Fault.Error.Code;

    /// <summary>True where what the user gave is at fault (exit code 2); false where the environment is (exit code 1).</summary>
    public bool IsInputFault => Fault.Error.Kind == ErrorKind.Rule;

    internal Fault Fault { get; }
}
