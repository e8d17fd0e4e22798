using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_finance_error_is_read
{
    private static readonly FinanceProfile Apps = FinanceProfileReader.Read(FinanceProfileReader.DefaultFolder, "Finance and operations apps");

    [TestMethod]
    public void The_reason_is_taken_out_of_the_infolog()
    {
        var reply = Reply.FinanceError(
            500,
            "Write failed for table row of type 'ProjActualsImportEntity'. Infolog: Warning: Category Consulting does not exist.; Error: Period 9 is closed.; "
                + "Warning: validateField failed on field 'ProjActualsImportEntity.TransactionCategoryId'.; Info: validateWrite failed on data source 'X'."
        );

        var error = FinanceError.Read(500, reply.Body, Apps);

        Assert.AreEqual("Category Consulting does not exist. Period 9 is closed.", error.Reason);
        Assert.AreEqual(FinanceErrorKind.Refused, error.Kind);
    }

    [TestMethod]
    public void A_code_of_the_embedded_finance_is_kept()
    {
        var error = FinanceError.Read(
            400,
            Reply.FinanceError(400, $"Infolog: Error: {CodesOfOthers.KeyTaken}: actual 1: another row is staged under this key.").Body,
            Apps
        );

        Assert.AreEqual(CodesOfOthers.KeyTaken, error.Code);
        Assert.AreEqual(FinanceErrorKind.Refused, error.Kind);
    }

    [TestMethod]
    [DataRow(429, "", FinanceErrorKind.Transient)]
    [DataRow(500, "", FinanceErrorKind.Transient)]
    [DataRow(503, "<html>", FinanceErrorKind.Transient)]
    [DataRow(302, "", FinanceErrorKind.Unknown)]
    [DataRow(400, "", FinanceErrorKind.Unknown)]
    [DataRow(404, "<html>", FinanceErrorKind.Unknown)]
    [DataRow(405, "", FinanceErrorKind.Unknown)]
    [DataRow(425, "", FinanceErrorKind.Unknown)]
    [DataRow(403, "", FinanceErrorKind.SignIn)]
    public void Where_finance_gives_no_error_of_its_own_the_status_decides(int status, string body, FinanceErrorKind kind) =>
        Assert.AreEqual(kind, FinanceError.Read(status, body, Apps).Kind);

    [TestMethod]
    public void An_existing_record_is_told_apart() =>
        Assert.AreEqual(
            FinanceErrorKind.Exists,
            FinanceError.Read(500, Reply.FinanceError(500, "Infolog: Error: Cannot create a record in Actuals (X). The record already exists.").Body, Apps).Kind
        );
}
