namespace System.Activities;

[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredArgumentAttribute : Attribute { }
