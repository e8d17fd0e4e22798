using System.Xml.Linq;

namespace LocalDataverse.SolutionImport;

/// <summary>Who a solution is, and whose.</summary>
internal sealed record SolutionManifest(
    string UniqueName,
    string FriendlyName,
    Version Version,
    bool IsManaged,
    string PublisherName,
    string PublisherFriendlyName,
    string Prefix,
    int OptionValuePrefix
)
{
    private const string File = "solution.xml";

    internal static SolutionManifest Read(XElement manifest)
    {
        var publisher = manifest.Element("Publisher") ?? throw ImportFault.Xml(File, "element Publisher is missing");
        var name = manifest.Text("UniqueName", File);
        var publisherName = publisher.Text("UniqueName", File);
        if (!Version.TryParse(manifest.Text("Version", File), out var version))
        {
            throw ImportFault.Xml(File, $"{manifest.Text("Version", File)} is not a version");
        }

        if (manifest.Text("Managed", File) is not ("0" or "1"))
        {
            throw ImportFault.Xml(File, "Managed is neither 0 nor 1; a solution source has to be packed before it is imported");
        }

        return new SolutionManifest(
            name,
            manifest.Label("LocalizedNames", "LocalizedName") ?? name,
            version,
            manifest.Flag("Managed"),
            publisherName,
            publisher.Label("LocalizedNames", "LocalizedName") ?? publisherName,
            publisher.Text("CustomizationPrefix", File),
            publisher.Number("CustomizationOptionValuePrefix", File) ?? throw ImportFault.Xml(File, "element CustomizationOptionValuePrefix is missing")
        );
    }
}
