using System.Xml.Linq;

namespace Solution.Tests.Packing.Shapes;

/// <summary>An element of a solution, and which kind of element it is.</summary>
/// <param name="Kind">Name of the kind in exported-shapes.json.</param>
/// <param name="Place">Component it belongs to, for messages.</param>
internal sealed record ShapedElement(string Kind, XElement Element, string Place);
