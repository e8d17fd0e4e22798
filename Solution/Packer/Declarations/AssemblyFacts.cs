using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Solution.Packer.Declarations;

/// <summary>What a solution says about an assembly, read from its metadata without loading it.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="FullName">Full name with version, culture and public key token.</param>
/// <param name="Activities">Full names of its public workflow activities, in ordinal order.</param>
/// <param name="Content">The bytes of the file.</param>
internal sealed record AssemblyFacts(string Name, Version Version, string FullName, IReadOnlyList<string> Activities, byte[] Content)
{
    /// <summary>Id of the assembly in every build of this solution; changes with major and minor, as the platform then takes it for another assembly.</summary>
    public Guid Id => Archive.NameBasedId.Of($"pluginassembly:{Name}:{Version.Major}.{Version.Minor}");

    /// <summary>Name without dots, as paths in a solution have it.</summary>
    public string PathName => Name.Replace(".", string.Empty, StringComparison.Ordinal);

    /// <summary>Path of the file in the zip.</summary>
    public string ZipPath => $"PluginAssemblies/{PathName}-{Id.ToString("D").ToUpperInvariant()}/{PathName}.dll";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the assembly.</param>
    /// <exception cref="PackException">Missing, not an assembly, not strong-named or over 16 MB.</exception>
    public static AssemblyFacts Read(string path)
    {
        const int LargestAssembly = 16 * 1024 * 1024; // the platform's limit, https://learn.microsoft.com/power-apps/developer/data-platform/build-and-package
        if (!File.Exists(path))
        {
            throw new PackException(DeclarationErrors.AssemblyMissing.For(path));
        }

        var content = File.ReadAllBytes(path);
        if (content.Length > LargestAssembly)
        {
            throw new PackException(DeclarationErrors.AssemblyTooLarge.For(path));
        }

        try
        {
            using var reader = new PEReader(new MemoryStream(content));
            var metadata = reader.GetMetadataReader();
            var name = metadata.GetAssemblyDefinition().GetAssemblyName();
            if (name.GetPublicKeyToken() is not { Length: 8 })
            {
                throw new PackException(DeclarationErrors.NotStrongNamed.For(path));
            }

            return new AssemblyFacts(name.Name!, name.Version!, FullNameOf(name), ActivitiesOf(metadata), content);
        }
        catch (Exception failure) when (failure is BadImageFormatException or InvalidOperationException)
        {
            throw new PackException(DeclarationErrors.NotAnAssembly.For(path), failure);
        }
    }

    private static string FullNameOf(System.Reflection.AssemblyName name) =>
        $"{name.Name}, Version={name.Version}, Culture={(string.IsNullOrEmpty(name.CultureName) ? "neutral" : name.CultureName)}, "
        + $"PublicKeyToken={Convert.ToHexStringLower(name.GetPublicKeyToken()!)}";

    private static List<string> ActivitiesOf(MetadataReader metadata)
    {
        const System.Reflection.TypeAttributes Kind = System.Reflection.TypeAttributes.VisibilityMask | System.Reflection.TypeAttributes.Abstract;
        return
        [
            .. metadata
                .TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & Kind) == System.Reflection.TypeAttributes.Public && IsActivity(metadata, type))
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // System.Activities exists on .NET Framework only, so the base types are followed in metadata, within this assembly.
    private static bool IsActivity(MetadataReader metadata, TypeDefinition type)
    {
        var parent = type.BaseType;
        while (parent is { IsNil: false, Kind: HandleKind.TypeDefinition })
        {
            parent = metadata.GetTypeDefinition((TypeDefinitionHandle)parent).BaseType;
        }

        if (parent.IsNil || parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var reference = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.GetString(reference.Namespace) == "System.Activities"
            && metadata.GetString(reference.Name) is "CodeActivity" or "NativeActivity" or "Activity";
    }
}
