using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>A script, text, page or picture.</summary>
/// <param name="Name">For example <c>pinv_/scripts/invoicing.js</c>.</param>
/// <param name="Definition">As customizations.xml has it.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record WebResource(string Name, XElement Definition, byte[] Content)
{
    /// <summary>Its path in the zip, which has no folders and no extension: the name's letters and digits, then the id.</summary>
    public string ZipPath => $"WebResources/{Letters}{Id.ToString("D").ToUpperInvariant()}";

    private string Letters => string.Concat(Name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    private Guid Id => Guid.Parse((string)Definition.Element("WebResourceId")!);
}
