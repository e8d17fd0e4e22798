namespace LocalDataverse.Registration;

/// <param name="LogicalEntityName">Table of an Entity, EntityCollection or EntityReference; null: any table.</param>
public sealed record CustomApiParameter(Guid Id, string UniqueName, CustomApiType Type, bool IsOptional = false, string? LogicalEntityName = null);
