namespace LocalDataverse.Faults;

/// <summary>Error codes of the platform, as the SDK's integers.</summary>
public static class ErrorCode
{
    public const int InvalidArgument = unchecked((int)0x80040203);
    public const int UnexpectedSqlError = unchecked((int)0x80044150);
    public const int SqlTimeout = unchecked((int)0x80044151);
    public const int Unexpected = unchecked((int)0x80040216);
    public const int ObjectDoesNotExist = unchecked((int)0x80040217);
    public const int PrivilegeDenied = unchecked((int)0x80040220);
    public const int UserDisabled = unchecked((int)0x80040225);
    public const int IsvUnexpected = unchecked((int)0x80040224);
    public const int CannotDeleteDueToAssociation = unchecked((int)0x80040227);
    public const int DuplicateRecord = unchecked((int)0x80040237);
    public const int DateTimeOutOfRange = unchecked((int)0x80040239);
    public const int IsvAborted = unchecked((int)0x80040265);
    public const int AccessDenied = unchecked((int)0x80048306);
    public const int NoSuchTable = unchecked((int)0x80040800);
    public const int NoSuchAttribute = unchecked((int)0x80041103);
    public const int UserHasNoRoles = unchecked((int)0x80042F09);
    public const int SandboxTimeout = unchecked((int)0x80044172);
    public const int DepthTooHigh = unchecked((int)0x80044182);
    public const int ValueOutOfRange = unchecked((int)0x8004431A);
    public const int StringTooLong = unchecked((int)0x80044331);
    public const int InvalidStatusForState = unchecked((int)0x80048408);
    public const int BadPayload = unchecked((int)0x80060888);
    public const int VersionMismatch = unchecked((int)0x80060882);
    public const int VersionNotProvided = unchecked((int)0x80060883);
    public const int ConcurrencyNotEnabled = unchecked((int)0x8006088D);
    public const int ResourceNotFound = unchecked((int)0x8006088A);
    public const int UnknownKey = unchecked((int)0x80060890);
    public const int NotFoundByKey = unchecked((int)0x80060891);
    public const int AggregateLimitExceeded = unchecked((int)0x8004E023);
    public const int CannotUninstallWithDependencies = unchecked((int)0x8004F01D);
    public const int ExpiredVersionStamp = unchecked((int)0x80044352);
    public const int DuplicateKey = unchecked((int)0x80060892);
    public const int CustomizationLock = unchecked((int)0x80071151);
    public const int NotMemberOfOrganization = unchecked((int)0x80072560);
    public const int TransactionCountReduced = -2146893812;
    public const int NoActiveTransaction = -2147220911;
    public const int NotImplemented = unchecked((int)0x80004001);
}
