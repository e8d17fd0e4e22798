namespace ProjectInvoice.Finance.Staging;

/// <summary>Finance's own; neither sent nor published.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InternalAttribute : Attribute;
