using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Where the next page starts. Its form follows the service; clients have to take it as it is.</summary>
internal sealed record SkipToken(int PageNumber, string? Cookie)
{
    public bool IsTracking { get; init; }

    public static SkipToken? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            // Clients that take the link for a folder put a slash behind it; the service does not mind.
            var element = XElement.Parse(text.TrimEnd('/'));
            var cookie = WebUtility.UrlDecode(WebUtility.UrlDecode((string?)element.Attribute("pagingcookie") ?? ""));
            return new SkipToken((int)element.Attribute("pagenumber")!, cookie.Length == 0 ? null : cookie)
            {
                IsTracking = (string?)element.Attribute("istracking") == "True",
            };
        }
        catch (Exception error) when (error is XmlException or FormatException or ArgumentNullException)
        {
            throw new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                "The $skiptoken is malformed: a next link has to be used unchanged.",
                error
            );
        }
    }

    public override string ToString() =>
        new XElement(
            "cookie",
            new XAttribute("pagenumber", PageNumber.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("pagingcookie", WebUtility.UrlEncode(WebUtility.UrlEncode(Cookie ?? ""))),
            new XAttribute("istracking", IsTracking ? "True" : "False")
        ).ToString(SaveOptions.DisableFormatting);

    /// <summary>The request's own address with this token in place of the one it had.</summary>
    public string AddTo(Uri serviceRoot, WebApiRequest request)
    {
        var options = request
            .Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => !WebUtility.UrlDecode(option).StartsWith("$skiptoken=", StringComparison.Ordinal));
        return $"{serviceRoot}{request.Path}?{string.Join('&', options.Append("$skiptoken=" + Uri.EscapeDataString(ToString())))}";
    }
}
