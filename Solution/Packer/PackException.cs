namespace Solution.Packer;

/// <summary>A fault in the source or the declarations that stops packing; nothing has been written then.</summary>
/// <param name="inner">The fault below, where there is one.</param>
internal sealed class PackException(Fault fault, Exception? inner = null) : Exception(fault.ToString(), inner)
{
    public Fault Fault { get; } = fault;
}
