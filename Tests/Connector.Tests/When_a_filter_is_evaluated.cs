using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_filter_is_evaluated
{
    [TestMethod]
    [DataRow("a eq 1", true)]
    [DataRow("a ne 1", false)]
    [DataRow("a gt 0 and a le 1", true)]
    [DataRow("a lt 1 or b eq 'x'", true)]
    [DataRow("not (a eq 1)", false)]
    [DataRow("c eq null", true)]
    [DataRow("c ne true", true)]
    [DataRow("c gt 0", false)]
    [DataRow("c lt 0", false)]
    [DataRow("b eq 'X'", true)]
    [DataRow("b eq 'it''s'", false)]
    [DataRow("d eq true", true)]
    [DataRow("_project_value ne null", true)]
    [DataRow("project eq a9b60f0e-6a55-4a86-9d0d-0d4f0a3e3a01", true)]
    [DataRow("a eq 1.0", true)]
    [DataRow("a eq 2 or a eq 1 and b eq 'y'", false)]
    public void It_decides_as_OData_does(string filter, bool expected)
    {
        var row = (JObject)
            Http.NewtonsoftSerializer.Parse("{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":true,\"_project_value\":\"a9b60f0e-6a55-4a86-9d0d-0d4f0a3e3a01\"}");

        Assert.AreEqual(expected, FilterExpression.Parse(filter).Matches(row));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("a eq")]
    [DataRow("a like 'x'")]
    [DataRow("(a eq 1")]
    [DataRow("a eq 1 a eq 2")]
    [DataRow("1 eq a")]
    [DataRow("contains(a,'x')")]
    public void What_it_does_not_understand_is_refused(string filter) => Assert.ThrowsExactly<FormatException>(() => FilterExpression.Parse(filter));
}
