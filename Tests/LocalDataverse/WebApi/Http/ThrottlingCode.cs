namespace LocalDataverse.WebApi.Http;

/// <summary>Codes of the service protection limits as the Web API sends them.</summary>
internal static class ThrottlingCode
{
    public const int TooManyRequests = unchecked((int)0x80072322);
    public const int TooMuchTime = unchecked((int)0x80072321);
    public const int TooManyAtOnce = unchecked((int)0x80072326);
}
