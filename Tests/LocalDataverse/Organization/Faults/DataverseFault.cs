using System.Globalization;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Faults;

/// <summary>Builds the exceptions that callers of the organization service see.</summary>
public static class DataverseFault
{
    public static FaultException<OrganizationServiceFault> Of(int code, string message) => Of(code, message, new ErrorDetailCollection());

    public static FaultException<OrganizationServiceFault> Of(int code, string message, ErrorDetailCollection details) =>
        Of(
            new OrganizationServiceFault
            {
                ErrorCode = code,
                Message = message,
                ErrorDetails = details,
            }
        );

    public static FaultException<OrganizationServiceFault> Of(OrganizationServiceFault fault) => new(fault, new FaultReason(fault.Message ?? string.Empty));

    /// <summary>The HTTP status under which the Web API sends a fault: the one a plug-in asked for, else by code, else 400.</summary>
    public static int HttpStatusOf(OrganizationServiceFault fault)
    {
        if (fault.ErrorDetails is { } details && details.TryGetValue(FaultDetail.HttpStatus, out var status))
        {
            return Convert.ToInt32(status, CultureInfo.InvariantCulture);
        }

        return fault.ErrorCode switch
        {
            ErrorCode.PrivilegeDenied or ErrorCode.AccessDenied or ErrorCode.UserDisabled or ErrorCode.UserHasNoRoles or ErrorCode.NotMemberOfOrganization =>
                403,
            ErrorCode.ObjectDoesNotExist or ErrorCode.NotFoundByKey or ErrorCode.ResourceNotFound => 404,
            ErrorCode.CannotDeleteDueToAssociation => 405,
            ErrorCode.VersionMismatch or ErrorCode.DuplicateKey or ErrorCode.DuplicateRecord => 412,
            ErrorCode.NotImplemented => 501,
            ErrorCode.SqlTimeout or ErrorCode.SandboxTimeout or ErrorCode.UnexpectedSqlError or ErrorCode.Unexpected => 500,
            _ => 400,
        };
    }

    internal static FaultException<OrganizationServiceFault> DoesNotExist(string table, Guid id) =>
        Of(ErrorCode.ObjectDoesNotExist, $"{table} With Id = {id:d} Does Not Exist");

    internal static FaultException<OrganizationServiceFault> InvalidArgument(string message) => Of(ErrorCode.InvalidArgument, message);

    internal static FaultException<OrganizationServiceFault> NoSuchTable(string? table) =>
        Of(ErrorCode.NoSuchTable, $"The entity with a name = '{table}' with namemapping = 'Logical' was not found in the MetadataCache.");

    internal static FaultException<OrganizationServiceFault> NoSuchAttribute(string table, string column) =>
        Of(ErrorCode.NoSuchAttribute, $"'{table}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");

    internal static FaultException<OrganizationServiceFault> Unexpected(Exception exception) =>
        Of(ErrorCode.Unexpected, $"An unexpected error occurred. ({exception.GetType().FullName}: {exception.Message})");

    internal static FaultException<OrganizationServiceFault> NotSupportedInPlugin(string message) =>
        InvalidArgument($"The message {message} is not supported inside a plug-in: bulk and batch messages are for clients.");
}
