using LocalDataverse.Metadata;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace LocalDataverse.Durability;

/// <summary>All tables and relationships as JSON and back: every property that can be set, so that what a table learns later is kept too.</summary>
internal static class MetadataText
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new SettableProperties(),
        ObjectCreationHandling = ObjectCreationHandling.Replace,
        NullValueHandling = NullValueHandling.Ignore,
        FloatParseHandling = FloatParseHandling.Decimal,
        Converters = { new StringEnumConverter() },
    };

    public static string Write(OrganizationMetadata metadata) =>
        JsonConvert.SerializeObject(new Document([.. metadata.Tables], [.. metadata.DeclaredRelationships], [.. metadata.ManyToManyRelationships]), Settings);

    public static OrganizationMetadata Read(string text)
    {
        var document = JsonConvert.DeserializeObject<Document>(text, Settings)!;
        var metadata = OrganizationMetadata.Empty.With(document.Tables).With(document.Relationships);
        return document.ManyToMany.Aggregate(metadata, (known, relationship) => known.With(relationship));
    }

    private sealed record Document(
        IReadOnlyList<TableMetadata> Tables,
        IReadOnlyList<RelationshipMetadata> Relationships,
        IReadOnlyList<ManyToManyRelationship> ManyToMany
    );

    private sealed class SettableProperties : DefaultContractResolver
    {
        protected override IList<JsonProperty> CreateProperties(Type type, MemberSerialization memberSerialization) =>
            [.. base.CreateProperties(type, memberSerialization).Where(property => property.Writable)];
    }
}
