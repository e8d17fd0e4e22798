namespace Solution.Deploy;

/// <summary>A deployment that was refused or failed. The message never holds a secret.</summary>
/// <param name="code">Stable code, PINV21xx; the table is in Solution/README.md.</param>
/// <param name="record">Option, file, solution or environment, as its user knows it.</param>
/// <param name="cause">What is wrong, without a full stop.</param>
/// <param name="remedy">What to do, a sentence.</param>
/// <param name="inner">The fault below, where there is one.</param>
public sealed class DeployException(string code, string record, string cause, string remedy, Exception? inner = null)
    : Exception($"{code}: {record}: {cause}. {remedy}", inner)
{
    /// <summary>Stable code, PINV21xx.</summary>
    public string Code { get; } = code;

    /// <summary>True where what the user gave is at fault (exit code 2); false where the environment is (exit code 1).</summary>
    public bool IsInputFault => Code is "PINV2101" or "PINV2102" or "PINV2103" or "PINV2106";
}
