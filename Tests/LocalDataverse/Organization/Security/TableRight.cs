namespace LocalDataverse.Security;

internal enum TableRight
{
    Create,
    Read,
    Write,
    Delete,
    Append,
    AppendTo,
    Assign,
}
