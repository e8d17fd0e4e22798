using System;

namespace Microsoft.Xrm.Sdk;

[AttributeUsage(AttributeTargets.Property)]
public sealed class AttributeLogicalNameAttribute : Attribute
{
    public AttributeLogicalNameAttribute(string logicalName)
    {
        LogicalName = string.IsNullOrWhiteSpace(logicalName) ? throw new ArgumentNullException(nameof(logicalName)) : logicalName;
    }

    public string LogicalName { get; }
}
