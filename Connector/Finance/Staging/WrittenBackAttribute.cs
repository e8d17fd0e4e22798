namespace ProjectInvoice.Finance.Staging;

/// <summary>Finance writes this field back after posting; a sender's value is not taken.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WrittenBackAttribute : Attribute;
