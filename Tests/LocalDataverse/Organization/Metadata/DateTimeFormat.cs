namespace LocalDataverse.Metadata;

public enum DateTimeFormat
{
    DateAndTime,
    DateOnly,
}
