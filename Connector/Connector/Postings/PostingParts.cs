using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Divides a posting into parts, as the contract of postings has them.</summary>
internal static class PostingParts
{
    /// <summary>The parts, each read as if finance had sent it.</summary>
    /// <param name="eventId">The posting.</param>
    /// <param name="header">What is the same in every part.</param>
    /// <param name="lines">Its lines, in an order that is always the same.</param>
    /// <exception cref="ConnectorException">PINV3006: it is not what the contract says.</exception>
    public static IReadOnlyList<ReceivedPosting> Of(Guid eventId, JObject header, IReadOnlyList<JObject> lines)
    {
        var chunks =
            lines.Count == 0
                ?
                [
                    [],
                ]
                : lines.Chunk(PostingReader.MostLines).ToList();
        return chunks.Select((chunk, index) => Part(eventId, header, chunk, index + 1, chunks.Count)).ToList();
    }

    private static ReceivedPosting Part(Guid eventId, JObject header, JObject[] lines, int part, int parts)
    {
        var content = (JObject)header.DeepClone();
        content["eventId"] = eventId.ToString("D");
        (content["part"], content["parts"]) = (part, parts);
        content["lines"] = new JArray(lines.Cast<object>().ToArray());
        return PostingReader.Read(Encoding.UTF8.GetBytes(content.ToString(Formatting.None)));
    }
}
