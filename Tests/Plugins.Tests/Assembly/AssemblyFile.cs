using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plugins.Tests.Assembly;

/// <summary>What the metadata of a built assembly says, read without loading it.</summary>
internal static class AssemblyFile
{
    public static IReadOnlyList<AssemblyName> References(string file) =>
        Read(file, metadata => metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).ToList());

    public static AssemblyName Identity(string file) => Read(file, metadata => metadata.GetAssemblyDefinition().GetAssemblyName());

    public static string? TargetFramework(string file) =>
        Read(
            file,
            metadata =>
                metadata
                    .GetAssemblyDefinition()
                    .GetCustomAttributes()
                    .Select(metadata.GetCustomAttribute)
                    .Where(attribute => AttributeName(metadata, attribute) == "TargetFrameworkAttribute")
                    .Select(attribute => FirstArgument(metadata, attribute))
                    .SingleOrDefault()
        );

    public static IReadOnlyList<string> PublicClassesDerivedFrom(string file, string baseClass) =>
        Read(
            file,
            metadata =>
                metadata
                    .TypeDefinitions.Select(metadata.GetTypeDefinition)
                    .Where(type => type.Attributes.HasFlag(TypeAttributes.Public) && type.BaseType.Kind == HandleKind.TypeReference)
                    .Where(type => FullName(metadata, (TypeReferenceHandle)type.BaseType) == baseClass)
                    .Select(type => metadata.GetString(type.Name))
                    .ToList()
        );

    private static T Read<T>(string file, Func<MetadataReader, T> read)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        return read(image.GetMetadataReader());
    }

    private static string AttributeName(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
            ? metadata.GetString(
                metadata.GetTypeReference((TypeReferenceHandle)metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent).Name
            )
            : string.Empty;

    private static string? FirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16();
        return value.ReadSerializedString();
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
