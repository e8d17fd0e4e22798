namespace LocalDataverse.Security;

/// <summary>A privilege of a user as its roles add up (complex type RolePrivilege of the Web API).</summary>
public sealed record RolePrivilege(string PrivilegeName, Guid PrivilegeId, PrivilegeDepth Depth, Guid BusinessUnitId);
