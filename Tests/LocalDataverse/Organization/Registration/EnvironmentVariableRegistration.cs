namespace LocalDataverse.Registration;

public sealed record EnvironmentVariableRegistration(Guid Id, string SchemaName, EnvironmentVariableType Type, string? DefaultValue = null);
