namespace LocalDataverse.Security;

/// <summary>How far a privilege reaches, in the order of the platform's enumeration; a mask holds 1, 2, 4 and 8 for them.</summary>
public enum PrivilegeDepth
{
    Basic,
    Local,
    Deep,
    Global,
}
