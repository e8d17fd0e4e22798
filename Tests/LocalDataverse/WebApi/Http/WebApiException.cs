using System.Globalization;

namespace LocalDataverse.WebApi.Http;

/// <summary>A request that ends with an error body: status, platform code and text, as a client of the Web API sees them.</summary>
internal sealed class WebApiException : Exception
{
    public WebApiException(int status, int code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    public WebApiException(int status, int code, string message, Exception inner)
        : base(message, inner)
    {
        Status = status;
        Code = code;
    }

    public int Status { get; }

    /// <summary>The platform's error code; zero is written as an empty text, as the service does for errors of HTTP itself.</summary>
    public int Code { get; }

    /// <summary>Further properties of the error object, written where annotations were asked for.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers of the answer, such as <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string CodeText => Code == 0 ? "" : "0x" + Code.ToString("x8", CultureInfo.InvariantCulture);
}
