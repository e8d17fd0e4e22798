using System.Globalization;
using System.Reflection;
using System.ServiceModel;
using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Registration;

[TestClass]
internal sealed class When_errors_are_looked_up
{
    private const int IsvAborted = unchecked((int)0x80040265);

    private static readonly IReadOnlyList<Type> Catalogues =
    [
        .. typeof(Fault).Assembly.GetTypes().Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal)),
    ];

    [TestMethod]
    public void Every_catalogue_is_in_the_order_of_the_numbers()
    {
        Assert.AreNotEqual(0, Catalogues.Count);

        foreach (var catalogue in Catalogues)
        {
            var numbers = Of(catalogue).Select(error => error.Number).ToList();
            CollectionAssert.AreEqual(numbers.OrderBy(number => number).ToList(), numbers, catalogue.Name);
        }
    }

    [TestMethod]
    public void Every_number_has_one_entry_among_the_numbers_of_the_plug_ins()
    {
        var errors = Catalogues.SelectMany(Of).ToList();

        Assert.AreEqual("", string.Join(", ", errors.GroupBy(error => error.Number).Where(same => same.Count() > 1).Select(same => same.Key)));
        Assert.AreEqual("", string.Join(", ", errors.Where(error => error.Number is < 1000 or > 1999).Select(error => error.Code)));
    }

    [TestMethod]
    public void A_refusal_of_a_nested_call_keeps_its_number()
    {
        var site = Site.New();
        var empty = site.Draft();

        var refused = Assert.Throws<FaultException<OrganizationServiceFault>>(() => site.Confirm(empty.Id)).Detail;

        Assert.AreEqual(ConfirmationErrors.NoDetails.Number.ToString(CultureInfo.InvariantCulture), refused.ErrorDetails["SubErrorCode"]);
        Assert.StartsWith(ConfirmationErrors.NoDetails.Code + ": PF-1003: ", refused.Message);
    }

    [TestMethod]
    [DataRow(IsvAborted, "1003", 1003)]
    [DataRow(IsvAborted, "-2146233088", null)]
    [DataRow(IsvAborted, "42", null)]
    [DataRow(IsvAborted, null, null)]
    [DataRow(unchecked((int)0x80040224), "1003", null)]
    public void Only_a_refusal_of_the_product_has_a_number_whatever_its_text_says(int platformCode, string? subErrorCode, int? expected)
    {
        var fault = new OrganizationServiceFault { ErrorCode = platformCode, Message = ConfirmationErrors.AlreadyConfirmed.For("PF-1003").ToString() };
        if (subErrorCode is not null)
        {
            fault.ErrorDetails["SubErrorCode"] = subErrorCode;
        }

        Assert.AreEqual(expected, Fault.NumberIn(new FaultException<OrganizationServiceFault>(fault)));
    }

    private static IEnumerable<ErrorCode> Of(Type catalogue) =>
        catalogue
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(ErrorCode))
            .OrderBy(field => field.MetadataToken)
            .Select(field => (ErrorCode)field.GetValue(null)!);
}
