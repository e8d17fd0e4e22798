namespace ProjectInvoice.Connector.Commands;

/// <summary>A fault, as programs read it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ToldFault(string Code, string Record, string Cause, string Remedy)
{
    public static ToldFault Of(Fault fault) => new(fault.Code, fault.Record, fault.Cause, fault.Remedy);
}
