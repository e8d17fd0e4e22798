using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "Relationship", Namespace = XmlNamespaces.V5)]
public sealed class Relationship : IExtensibleDataObject
{
    public Relationship() { }

    public Relationship(string schemaName)
    {
        SchemaName = schemaName;
    }

    [DataMember]
    public string SchemaName { get; set; }

    [DataMember]
    public EntityRole? PrimaryEntityRole { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }

    public override bool Equals(object obj) => obj is Relationship other && SchemaName == other.SchemaName && PrimaryEntityRole == other.PrimaryEntityRole;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(SchemaName ?? string.Empty) ^ PrimaryEntityRole.GetHashCode();

    public override string ToString() => $"{SchemaName}.{PrimaryEntityRole}";
}
