namespace ProjectInvoice.Finance.Staging;

/// <summary>The sender may change this field after the row was sent (its states and, on unbilled rows, its texts); no amount depends on it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EditableAtOriginAttribute : Attribute;
