using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;
using RestSharp.Serializers;

namespace ProjectInvoice.Connector.Http;

/// <summary>Newtonsoft.Json for RestSharp. Numbers with a fraction are decimals and dates stay text, so nothing is rounded or shifted on the way.</summary>
internal sealed class NewtonsoftSerializer : IRestSerializer, ISerializer, IDeserializer
{
    /// <summary>The settings that every JSON text of the connector is read and written with.</summary>
    public static JsonSerializerSettings Settings { get; } =
        new()
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            NullValueHandling = NullValueHandling.Include,
            Culture = System.Globalization.CultureInfo.InvariantCulture,
            MaxDepth = 64,
        };

    /// <inheritdoc/>
    public ISerializer Serializer => this;

    /// <inheritdoc/>
    public IDeserializer Deserializer => this;

    /// <inheritdoc/>
    public string[] AcceptedContentTypes => ContentType.JsonAccept;

    /// <inheritdoc/>
    public SupportsContentType SupportsContentType => contentType => contentType.Value.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public DataFormat DataFormat => DataFormat.Json;

    /// <inheritdoc/>
    public ContentType ContentType { get; set; } = ContentType.Json;

    /// <summary>Reads one JSON text. Anything after its end is an error.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = 64,
        };
        var token = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("There is text after the end of the JSON value.");
            }
        }

        return token;
    }

    /// <inheritdoc/>
    public string? Serialize(object obj) => obj is JToken token ? token.ToString(Formatting.None) : JsonConvert.SerializeObject(obj, Settings);

    /// <inheritdoc/>
    public string? Serialize(Parameter parameter) => parameter.Value is null ? null : Serialize(parameter.Value);

    /// <inheritdoc/>
    public T? Deserialize<T>(RestResponse response) => JsonConvert.DeserializeObject<T>(response.Content ?? "", Settings);
}
