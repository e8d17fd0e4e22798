using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// A later version of a managed solution that is installed beside it under a name of its own, until it is promoted to its place. What both hold is as the later
/// version has it from then on.
/// </summary>
internal static class HoldingSolution
{
    private const string Suffix = "_Upgrade";

    internal static string NameOf(string solution) => solution + Suffix;

    /// <summary>The manifest under which it is installed; refused where there is nothing that it could take the place of.</summary>
    internal static SolutionManifest Of(SolutionManifest manifest, Entity? before, InstalledComponents installed)
    {
        if (before is null)
        {
            throw ImportFault.Holding(manifest.UniqueName, "the solution that it is to take the place of is not installed");
        }

        if (!manifest.IsManaged)
        {
            throw ImportFault.Holding(manifest.UniqueName, "The imported solution and the existing solution must both be managed for upgrade.");
        }

        if (Version.Parse(before.GetAttributeValue<string>("version")) >= manifest.Version)
        {
            throw ImportFault.Holding(manifest.UniqueName, "The import solution must have a higher version than the existing solution it is upgrading.");
        }

        var name = NameOf(manifest.UniqueName);
        return installed.Find("solution", "uniquename", name) is null
            ? manifest with
            {
                UniqueName = name,
            }
            : throw ImportFault.Holding(manifest.UniqueName, $"the holding solution {name} is installed already");
    }

    // A holding solution keeps its id when it is promoted, so the next one needs another.
    internal static Guid NewId(SolutionManifest manifest) =>
        StableId.Of(
            manifest.UniqueName.EndsWith(Suffix, StringComparison.Ordinal)
                ? $"solution:{manifest.UniqueName}:{manifest.Version}"
                : $"solution:{manifest.UniqueName}"
        );
}
