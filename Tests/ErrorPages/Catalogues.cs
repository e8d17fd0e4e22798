using System.Reflection;
using System.Runtime.Loader;

namespace ErrorPages;

/// <summary>The catalogues of a built assembly: its types named <c>…Errors</c>, with a static field of type <c>ErrorCode</c> an entry.</summary>
internal static class Catalogues
{
    /// <summary>Their entries, by number.</summary>
    /// <param name="assembly">The assembly's file, with what it needs beside it.</param>
    public static IReadOnlyList<CatalogueEntry> Of(string assembly)
    {
        var context = new AssemblyLoadContext(assembly, isCollectible: true);
        context.Resolving += (loading, name) =>
            Path.Combine(Path.GetDirectoryName(assembly)!, name.Name + ".dll") is var file && File.Exists(file) ? loading.LoadFromAssemblyPath(file) : null;
        try
        {
            return
            [
                .. TypesOf(context.LoadFromAssemblyPath(assembly))
                    .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
                    .SelectMany(EntriesOf)
                    .OrderBy(entry => entry.Number),
            ];
        }
        finally
        {
            context.Unload();
        }
    }

    // Some types derive from what exists on Windows alone; no catalogue does.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static IEnumerable<CatalogueEntry> EntriesOf(Type catalogue) =>
        catalogue
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType.Name == "ErrorCode")
            .Select(field => EntryOf(catalogue.Name, field.Name, field.GetValue(null)!));

    private static CatalogueEntry EntryOf(string catalogue, string name, object code) =>
        new(
            catalogue,
            name,
            (int)Value(code, "Number")!,
            (string)Value(code, "Cause")!,
            (string)Value(code, "Remedy")!,
            Value(code, "Kind")?.ToString() ?? "Rule",
            code.GetType().GetProperty("Status")?.GetValue(code) as int?
        );

    private static object? Value(object code, string property) => code.GetType().GetProperty(property)?.GetValue(code);
}
