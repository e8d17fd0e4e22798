using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Solution.Deploy.Solutions;

/// <summary>A solution file on disk.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="UniqueName">Unique name of the solution in it.</param>
/// <param name="Managed">Whether it is managed.</param>
/// <param name="Content">The bytes of the file.</param>
/// <param name="Variables">Schema names of its environment variables.</param>
internal sealed record SolutionPackage(string Path, string UniqueName, Version Version, bool Managed, byte[] Content, IReadOnlyList<string> Variables)
{
    /// <summary>Unique name of the solution that this command deploys.</summary>
    public const string ExpectedName = "ProjectInvoiceIntegration";

    /// <summary>The file that was built with this command.</summary>
    /// <param name="managed">True: the managed one.</param>
    public static string BuiltFile(bool managed) =>
        System.IO.Path.Combine(AppContext.BaseDirectory, managed ? $"{ExpectedName}_managed.zip" : $"{ExpectedName}.zip");

    /// <summary>Reads a solution file and checks that it is what is to be deployed.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="managed">Whether a managed solution is wanted.</param>
    /// <exception cref="DeployException">It cannot be read, or is not what is to be deployed.</exception>
    public static SolutionPackage Read(string path, bool managed)
    {
        var content = InputFile.Bytes(path, "Build Solution/Package, or name another file with --solution");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            using var stream = (zip.GetEntry("solution.xml") ?? throw Invalid("solution.xml is missing in it")).Open();
            var manifest = XElement.Load(stream).Element("SolutionManifest") ?? throw Invalid("solution.xml names no solution");
            var package = new SolutionPackage(
                path,
                (string?)manifest.Element("UniqueName") ?? throw Invalid("solution.xml names no solution"),
                Version.TryParse((string?)manifest.Element("Version"), out var version) ? version : throw Invalid("it has no version"),
                (string?)manifest.Element("Managed") == "1",
                content,
                [.. zip.Entries.Select(entry => entry.FullName.Split('/')).Where(IsVariable).Select(parts => parts[1])]
            );
            if (package.UniqueName != ExpectedName)
            {
                throw Invalid($"it holds the solution {package.UniqueName}");
            }

            return package.Managed == managed
                ? package
                : throw Invalid(package.Managed ? "it is managed, and --managed was not given" : "it is unmanaged, and --managed was given");
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException)
        {
            throw Invalid("it is not a solution file", fault);
        }

        DeployException Invalid(string cause, Exception? inner = null) => new(DeployErrors.FileWrong.For(path, cause, ExpectedName), inner);
    }

    /// <summary>Refuses settings that the solution has no environment variable for.</summary>
    internal void DemandVariables(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !Variables.Contains(name)) is { } unknown)
        {
            throw new DeployException(DeployErrors.VariableUnknown.For("--settings-file", unknown));
        }
    }

    // environmentvariabledefinitions/NAME/environmentvariabledefinition.xml
    private static bool IsVariable(string[] path) => path is ["environmentvariabledefinitions", _, "environmentvariabledefinition.xml"];
}
