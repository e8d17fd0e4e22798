using System.Reflection;
using ErrorPages;

var metadata = typeof(ErrorPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value!);
var root = metadata["RepositoryRoot"];
foreach (var part in Part.All)
{
    var entries = part.Entries(root, metadata["BuildFolder"]);
    await File.WriteAllTextAsync(Path.Combine(root, part.Page), ErrorPage.Of(part, entries));
    Console.WriteLine($"{part.Page}: {entries.Select(entry => entry.Number).Distinct().Count()} codes");
}
