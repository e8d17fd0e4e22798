using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.Queries;

/// <summary>Where the last page ended: the id of its last row and that row's place, in case the row is gone by then. Opaque to callers.</summary>
internal sealed record PagingCookie(int Page, Guid LastId, int Position)
{
    public override string ToString() =>
        new XElement(
            "cookie",
            new XAttribute("page", Page),
            new XAttribute("position", Position),
            new XElement("id", new XAttribute("last", LastId.ToString("B")))
        ).ToString(SaveOptions.DisableFormatting);

    public static PagingCookie? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            var element = XElement.Parse(text!);
            return new PagingCookie(
                (int)element.Attribute("page")!,
                Guid.Parse((string)element.Element("id")!.Attribute("last")!),
                int.Parse((string)element.Attribute("position")!, CultureInfo.InvariantCulture)
            );
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or FormatException or ArgumentNullException or NullReferenceException)
        {
            throw Faults.DataverseFault.InvalidArgument("Malformed paging cookie.");
        }
    }
}
