using System.Reflection;

namespace Solution.Packer.Declarations;

/// <summary>Reads <c>InvoicePlugins.Registration.All</c> from a plug-in assembly.</summary>
internal static class DeclarationReader
{
    private const string RegistrationType = "InvoicePlugins.Registration";

    /// <summary>Loads the assembly, copies its declarations and unloads it.</summary>
    /// <param name="assemblyPath">Path of the plug-in assembly; the SDK assemblies stand beside it.</param>
    /// <exception cref="PackException">The assembly or its declarations cannot be read.</exception>
    public static PluginDeclarations Read(string assemblyPath)
    {
        var context = new PluginAssemblyContext(Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!);
        try
        {
            var assembly = context.LoadFromBytes(assemblyPath);
            var types = All(assembly).Select(item => new DeclaredValue(item, new DeclaredValue(item, RegistrationType).Text("TypeName"))).ToList();
            foreach (var type in types)
            {
                RequirePlugin(assembly, type);
            }

            return new PluginDeclarations(
                [.. types.Select(t => new PluginType(t.Id(), t.Text("TypeName"), t.Text("FriendlyName")))],
                [.. types.SelectMany(t => t.Values("Steps", "Message").Select(step => ReadStep(t.Text("TypeName"), step)))],
                [
                    .. types
                        .Where(t => t.Optional("CustomApi", "UniqueName") is not null)
                        .Select(t => ReadCustomApi(t.Id(), t.Optional("CustomApi", "UniqueName")!)),
                ]
            );
        }
        catch (Exception failure)
            when (failure
                    is TargetInvocationException
                        or TypeInitializationException
                        or TypeLoadException
                        or FileNotFoundException
                        or FileLoadException
                        or BadImageFormatException
            )
        {
            var reason = (failure.InnerException?.InnerException ?? failure.InnerException ?? failure).Message.TrimEnd('.');
            throw new PackException(DeclarationErrors.Unreadable.For(Path.GetFileName(assemblyPath), reason), failure);
        }
        finally
        {
            context.Unload();
        }
    }

    private static IEnumerable<object> All(Assembly assembly)
    {
        var all =
            assembly.GetType(RegistrationType)?.GetProperty("All", BindingFlags.Static | BindingFlags.Public)
            ?? throw new PackException(DeclarationErrors.Unreadable.For(assembly.GetName().Name!, $"{RegistrationType}.All is missing"));
        return ((System.Collections.IEnumerable)all.GetValue(null)!).Cast<object>();
    }

    private static void RequirePlugin(Assembly assembly, DeclaredValue declaration)
    {
        var type = assembly.GetType(declaration.Text("TypeName")) ?? throw new PackException(DeclarationErrors.ClassMissing.For(declaration.Record));
        if (!type.IsPublic || type.IsAbstract || type.GetInterface("Microsoft.Xrm.Sdk.IPlugin") is null)
        {
            throw new PackException(DeclarationErrors.NotAPlugin.For(declaration.Record));
        }
    }

    private static PluginStep ReadStep(string typeName, DeclaredValue step) =>
        new(
            step.Id(),
            typeName,
            step.Text("Message"),
            step.Text("Table"),
            step.Number("Stage"),
            step.Number("Mode"),
            step.Number("Rank"),
            step.Texts("FilteringAttributes"),
            step.Text("Description"),
            step.Flag("HasSecureConfiguration"),
            [
                .. step.Values("Images", "Alias")
                    .Select(image => new StepImage(image.Id(), image.Text("Name"), image.Text("Alias"), image.Number("Type"), image.Texts("Columns"))),
            ]
        );

    private static CustomApi ReadCustomApi(Guid pluginTypeId, DeclaredValue api) =>
        new(
            api.Text("UniqueName"),
            api.Text("DisplayName"),
            api.Text("Description"),
            api.Number("Binding"),
            api.OptionalText("BoundTable"),
            api.Flag("IsFunction"),
            api.OptionalText("ExecutePrivilege"),
            pluginTypeId,
            [.. api.Values("RequestParameters", "Name").Select(ReadParameter)],
            [.. api.Values("ResponseProperties", "Name").Select(ReadParameter)]
        );

    private static CustomApiParameter ReadParameter(DeclaredValue parameter) =>
        new(parameter.Text("Name"), parameter.Number("Type"), parameter.Flag("IsOptional"), parameter.OptionalText("Table"), parameter.Text("Description"));
}
