namespace Solution.Packer;

/// <summary>A fault in the source or the declarations that stops packing; nothing has been written then.</summary>
/// <param name="code">Stable code, PINV20xx; the table is in Solution/README.md.</param>
/// <param name="record">File, assembly or declaration, as its author knows it.</param>
/// <param name="cause">What is wrong, without a full stop.</param>
/// <param name="remedy">What to do, a sentence.</param>
/// <param name="inner">The fault below, where there is one.</param>
public sealed class PackException(string code, string record, string cause, string remedy, Exception? inner = null)
    : Exception($"{code}: {record}: {cause}. {remedy}", inner)
{
    /// <summary>Stable code, PINV20xx.</summary>
    public string Code { get; } = code;
}
