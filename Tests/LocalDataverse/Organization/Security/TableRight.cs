namespace LocalDataverse.Security;

public enum TableRight
{
    Create,
    Read,
    Write,
    Delete,
    Append,
    AppendTo,
    Assign,
}
