namespace LocalDataverse.Registration;

public sealed record CustomApiResponseProperty(Guid Id, string UniqueName, CustomApiType Type, string? LogicalEntityName = null);
