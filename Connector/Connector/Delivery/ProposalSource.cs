using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>What the header of a proposal is made of.</summary>
/// <param name="Map">The map of headers.</param>
/// <param name="Invoice">The confirmed invoice, as it was read.</param>
/// <param name="Related">Its related rows by name.</param>
/// <param name="Number">Its number.</param>
internal sealed record ProposalSource(BoundMap Map, JObject Invoice, IReadOnlyDictionary<string, IReadOnlyList<JObject>> Related, string Number);
