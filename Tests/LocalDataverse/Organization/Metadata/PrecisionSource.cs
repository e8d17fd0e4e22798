namespace LocalDataverse.Metadata;

public enum PrecisionSource
{
    Column = 0,
    Currency = 2,
}
