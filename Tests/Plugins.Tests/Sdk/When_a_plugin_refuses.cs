using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_plugin_refuses
{
    private const int DefaultErrorCode = -2146233088;

    [TestMethod]
    public void Should_fail_with_the_message()
    {
        var refusal = new InvalidPluginExecutionException("no");

        Assert.AreEqual("no", refusal.Message);
        Assert.AreEqual(OperationStatus.Failed, refusal.Status);
        Assert.AreEqual(DefaultErrorCode, refusal.ErrorCode);
        Assert.AreEqual(PluginHttpStatusCode.NotSet, refusal.HttpStatus);
    }

    [TestMethod]
    public void Should_keep_status_code_and_http_status()
    {
        var refusal = new InvalidPluginExecutionException(OperationStatus.Canceled, 42, "no", PluginHttpStatusCode.Conflict);

        Assert.AreEqual(OperationStatus.Canceled, refusal.Status);
        Assert.AreEqual(42, refusal.ErrorCode);
        Assert.AreEqual(42, refusal.HResult);
        Assert.AreEqual(PluginHttpStatusCode.Conflict, refusal.HttpStatus);
        Assert.AreEqual(42, new InvalidPluginExecutionException(OperationStatus.Retry, 42, "no").ErrorCode);
        Assert.AreEqual(PluginHttpStatusCode.Gone, new InvalidPluginExecutionException("no", PluginHttpStatusCode.Gone).HttpStatus);
    }

    [TestMethod]
    public void Should_have_no_message_when_only_a_status_is_given()
    {
        Assert.AreEqual(string.Empty, new InvalidPluginExecutionException(OperationStatus.Canceled).Message);
        Assert.AreEqual(OperationStatus.Canceled, new InvalidPluginExecutionException(OperationStatus.Canceled).Status);
    }

    [TestMethod]
    public void Should_take_over_only_the_http_status_of_the_refusal_it_wraps()
    {
        var inner = new InvalidPluginExecutionException(OperationStatus.Canceled, 42, "inner", PluginHttpStatusCode.Conflict);
        var outer = new InvalidPluginExecutionException("outer", inner);

        Assert.AreSame(inner, outer.InnerException);
        Assert.AreEqual(PluginHttpStatusCode.Conflict, outer.HttpStatus);
        Assert.AreEqual(OperationStatus.Failed, outer.Status);
        Assert.AreEqual(DefaultErrorCode, outer.ErrorCode);
    }
}
