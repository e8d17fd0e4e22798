using LocalDataverse.Faults;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Tests.Organization;

public abstract class When_row_versions_are_compared(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void An_update_on_the_version_read_passes_once()
    {
        var id = Sample.Order("first");
        var version = Sample.Read(id).RowVersion;
        Update(id, version, "second");

        Sample.Refused(ErrorCode.VersionMismatch, () => Update(id, version, "third"));
        Assert.AreEqual("second", Sample.Read(id)["new_name"]);
    }

    [TestMethod]
    public void A_delete_on_an_old_version_is_refused()
    {
        var id = Sample.Order("first");
        var version = Sample.Read(id).RowVersion;
        Update(id, version, "second");

        var request = new DeleteRequest
        {
            Target = new EntityReference("new_order", id) { RowVersion = version },
            ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
        };
        Sample.Refused(ErrorCode.VersionMismatch, () => Sample.Admin.Execute(request));
    }

    [TestMethod]
    public void A_comparison_without_a_version_is_refused()
    {
        var id = Sample.Order("first");

        Sample.Refused(ErrorCode.VersionNotProvided, () => Update(id, null, "second"));
    }

    private void Update(Guid id, string? version, string name) =>
        Sample.Admin.Execute(
            new UpdateRequest
            {
                Target = new Entity("new_order", id) { ["new_name"] = name, RowVersion = version },
                ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
            }
        );

    [TestClass]
    public sealed class In_process() : When_row_versions_are_compared(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_row_versions_are_compared(Way.OverHttp);
}
