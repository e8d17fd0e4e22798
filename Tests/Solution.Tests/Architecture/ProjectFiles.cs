using System.Xml.Linq;

namespace Solution.Tests.Architecture;

/// <summary>Reads the arrows between projects from the project files below a folder.</summary>
internal sealed class ProjectFiles
{
    private readonly string root;

    public ProjectFiles(string root)
    {
        this.root = Path.GetFullPath(root);
        Paths =
        [
            .. Directory.EnumerateFiles(this.root, "*.csproj", SearchOption.AllDirectories).Select(Relative).Where(IsSource).Order(StringComparer.Ordinal),
        ];
        Arrows = [.. Paths.SelectMany(ArrowsOf)];
    }

    /// <summary>Project files below the root, with <c>/</c>.</summary>
    public IReadOnlyList<string> Paths { get; }

    public IReadOnlyList<Arrow> Arrows { get; }

    private IEnumerable<Arrow> ArrowsOf(string project)
    {
        // A project has what it says itself, and what files above or beside it say for it.
        var files = Inherited(project).Append(project).ToList();
        foreach (var file in files)
        {
            var document = XElement.Load(Path.Combine(root, file));
            foreach (var reference in document.Descendants("ProjectReference"))
            {
                foreach (
                    var include in ((string?)reference.Attribute("Include") ?? string.Empty).Split(
                        ';',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                )
                {
                    yield return new Arrow(project, Resolve(file, include), false, (string?)reference.Attribute("ReferenceOutputAssembly") == "false");
                }
            }

            foreach (var reference in document.Descendants("PackageReference").Select(r => (string?)r.Attribute("Include")).OfType<string>())
            {
                yield return new Arrow(project, reference, true, false);
            }
        }
    }

    private IEnumerable<string> Inherited(string project)
    {
        for (var folder = Path.GetDirectoryName(project); folder is { Length: > 0 }; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets" }.Where(name => File.Exists(Path.Combine(root, folder, name))))
            {
                yield return $"{folder.Replace('\\', '/')}/{name}";
            }
        }
    }

    private string Resolve(string file, string include)
    {
        const string Root = "$(RepositoryRoot)";
        var path = include.Replace('\\', '/');
        return path.StartsWith(Root, StringComparison.Ordinal)
            ? path[Root.Length..]
            : Relative(Path.GetFullPath(Path.Combine(root, Path.GetDirectoryName(file)!, path)));
    }

    private string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static bool IsSource(string path) => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts");
}
