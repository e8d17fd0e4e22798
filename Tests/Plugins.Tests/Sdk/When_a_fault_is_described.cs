using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_fault_is_described
{
    [TestMethod]
    public void Should_list_code_message_and_time_from_the_outer_to_the_inner()
    {
        var fault = new OrganizationServiceFault
        {
            ErrorCode = -2147220970,
            Message = "outer",
            Timestamp = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            TraceText = "not shown",
            InnerFault = new OrganizationServiceFault { Message = "inner" },
        };

        var lines = fault.ToString().Split(["\r\n", "\n"], StringSplitOptions.None);
        CollectionAssert.AreEqual(
            new[]
            {
                "Exception details: ",
                "ErrorCode: 0x80040216",
                "Message: outer",
                "TimeStamp: 2026-01-02T03:04:05.0000000Z",
                "--",
                "Exception details: ",
                "ErrorCode: 0x0",
                "Message: inner",
                "TimeStamp: 0001-01-01T00:00:00.0000000Z",
                "--",
                string.Empty,
            },
            lines
        );
    }

    [TestMethod]
    public void Should_always_have_details()
    {
        var fault = new OrganizationServiceFault { ErrorDetails = null! };

        Assert.IsEmpty(fault.ErrorDetails);
    }
}
