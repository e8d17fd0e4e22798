namespace Solution.Deploy;

/// <summary>What stops a deployment. The rules are about what the user gave (exit code 2), the rest about the environment (exit code 1).</summary>
internal static class DeployErrors
{
    /// <summary>Options that are missing or unknown, in the words of the command line.</summary>
    public static readonly ErrorCode CommandLine = new(2101, "{0}", "Run it with --help");

    /// <summary>Text that no address can be made of.</summary>
    public static readonly ErrorCode NoAddress = new(2101, "{0} is not an address", "Give one that starts with https://");

    /// <summary>Neither the file nor the variable.</summary>
    public static readonly ErrorCode SecretMissing = new(
        2101,
        "the environment variable is not set, or blank",
        "Set it to the client's secret, or use --client-secret-file"
    );

    /// <summary>An address, but not of the web.</summary>
    public static readonly ErrorCode NoWebAddress = new(2101, "{0} is not an address with https", "Give one");

    /// <summary>It would stand in logs.</summary>
    public static readonly ErrorCode AddressWithPassword = new(
        2101,
        "the address holds a name or a password",
        "Leave it out: the sign-in has options of its own"
    );

    /// <summary>Client secret, token and messages go over the wire.</summary>
    public static readonly ErrorCode AddressWithoutTls = new(
        2101,
        "{0} is an address without TLS",
        "Give one with https; http is for this machine, and for others only with --allow-plain-http"
    );

    /// <summary>The plug-ins add paths of their own.</summary>
    public static readonly ErrorCode ConnectorPath = new(
        2101,
        "{0} has a path or a query, and messages go to addresses of their own below the connector's",
        "Give {1}"
    );

    /// <summary>No product takes one.</summary>
    public static readonly ErrorCode ClientSecretBlank = new(2101, "it is blank", "Give the secret of the client");

    /// <summary>Only its public half.</summary>
    public static readonly ErrorCode CertificateWithoutKey = new(
        2101,
        "the certificate has no private key, or not one of RSA",
        "Give a PFX file, or a PEM file that holds the key too"
    );

    /// <summary>No certificate, or a password that is missing or wrong.</summary>
    public static readonly ErrorCode CertificateUnreadable = new(
        2102,
        "it is no PFX and no PEM file of a certificate, or its password is missing or wrong",
        "Give such a file, and its password in {0}"
    );

    /// <summary>Not as pac solution create-settings writes it.</summary>
    public static readonly ErrorCode SettingsUnreadable = new(
        2102,
        "it is no deployment settings file: {0}",
        "Write it with: pac solution create-settings --solution-zip FILE --settings-file FILE"
    );

    /// <summary>This solution has none.</summary>
    public static readonly ErrorCode ConnectionReferenceUnknown = new(
        2103,
        "it names the connection reference {0}, and the solution has none",
        "Leave it out: it belongs to another solution"
    );

    /// <summary>Another solution's, or mistyped.</summary>
    public static readonly ErrorCode VariableUnknown = new(
        2103,
        "it names the environment variable {0}, and the solution has none of that name",
        "Leave it out, or write the name as the solution has it"
    );

    /// <summary>RFC 2104 discourages keys shorter than the hash.</summary>
    public static readonly ErrorCode SigningSecretShort = new(
        2101,
        "the secret is blank or shorter than {0} bytes",
        "Make one of {0} random bytes, for example with: openssl rand -hex {0}"
    );

    /// <summary>Confirmation takes the day in it.</summary>
    public static readonly ErrorCode TimeZoneUnknown = new(
        2101,
        "{0} is neither an IANA nor a Windows name of a time zone",
        "Give one, for example America/New_York or Eastern Standard Time"
    );

    /// <summary>As the platform writes values of this kind.</summary>
    public static readonly ErrorCode NoYesOrNo = new(2101, "{0} is neither yes nor no", "Write yes or no");

    /// <summary>Any file that the command line names.</summary>
    public static readonly ErrorCode FileUnreadable = new(2102, "the file is missing or cannot be read", "{0}");

    /// <summary>A file that is to hold a secret.</summary>
    public static readonly ErrorCode FileEmpty = new(2102, "the file is empty or blank", "Write the secret into it, or leave {0} out");

    /// <summary>Another solution, another kind of it, or no solution at all.</summary>
    public static readonly ErrorCode FileWrong = new(2103, "{0}", "Name a solution file of {1}");

    /// <summary>The description of an OAuth error repeats what was sent in some products: only its code is shown.</summary>
    public static readonly ErrorCode SignInRefused = new(
        2104,
        "{0} refused the sign-in ({1})",
        "Check client id, secret and address of the token endpoint",
        ErrorKind.Setting
    );

    /// <summary>Neither the environment nor the token endpoint, whichever is named.</summary>
    public static readonly ErrorCode NoAnswer = new(2105, "no answer ({0})", "Check the address and the network", ErrorKind.Passing);

    /// <summary>Two would write the same actuals.</summary>
    public static readonly ErrorCode ActualsTwice = new(
        2106,
        "{0} is installed: the own logic of Project Operations creates the actuals there and refuses others",
        "Leave the option out, or say no"
    );

    /// <summary>An import does all or nothing.</summary>
    public static readonly ErrorCode ImportRefused = new(
        2107,
        "Dataverse refused the import ({0}): {1}",
        "Nothing was imported; mend what the message names and deploy again",
        ErrorKind.Setting
    );

    /// <summary>The job succeeded, and its log tells of components that did not.</summary>
    public static readonly ErrorCode ImportIncomplete = new(
        2107,
        "the import left components out: {0}",
        "Mend what the message names and deploy again with --import-again",
        ErrorKind.Setting
    );

    /// <summary>The import said nothing of it.</summary>
    public static readonly ErrorCode VariableMissing = new(
        2108,
        "the environment variable is not there after the import",
        "Look at the import log of the environment and deploy again",
        ErrorKind.Setting
    );

    /// <summary>The import said nothing of it.</summary>
    public static readonly ErrorCode StepMissing = new(
        2108,
        "the delivery step is not there after the import",
        "Look at the import log of the environment and deploy again",
        ErrorKind.Setting
    );

    /// <summary>Navigation properties have other names in other versions.</summary>
    public static readonly ErrorCode RelationshipMissing = new(
        2108,
        "the environment has no relationship for this column",
        "Check that it is a Dataverse environment of version 9.2",
        ErrorKind.Setting
    );

    /// <summary>Any request but the import.</summary>
    public static readonly ErrorCode RequestRefused = new(
        2109,
        "Dataverse refused the request ({0}): {1}",
        "Give the application user the privilege that is named, or the role System Administrator",
        ErrorKind.Setting
    );

    /// <summary>Deleted by somebody else, or of a solution that is not installed.</summary>
    public static readonly ErrorCode NotThere = new(
        2109,
        "Dataverse has it not ({0}): {1}",
        "Look with the command status at what is installed, and run it again",
        ErrorKind.Setting
    );

    /// <summary>Service protection, after the waits that were asked for.</summary>
    public static readonly ErrorCode Overloaded = new(
        2119,
        "the environment takes no more requests for now (HTTP status {0})",
        "Run it again later: what was done is not done twice",
        ErrorKind.Passing
    );

    /// <summary>A managed solution does not become unmanaged by an import.</summary>
    public static readonly ErrorCode InstalledUnmanaged = new(
        2110,
        "it is installed unmanaged, and the file is managed",
        "Deploy without --managed, or delete its components by hand first",
        ErrorKind.Setting
    );

    /// <summary>An unmanaged solution does not become managed by an import.</summary>
    public static readonly ErrorCode InstalledManaged = new(
        2110,
        "it is installed managed, and the file is unmanaged",
        "Deploy with --managed, or uninstall it first",
        ErrorKind.Setting
    );

    /// <summary>Nothing is taken back to an earlier version.</summary>
    public static readonly ErrorCode InstalledNewer = new(
        2110,
        "version {0} is installed, and the file holds {1}",
        "Deploy the same or a higher version",
        ErrorKind.Setting
    );

    /// <summary>There is nothing to upgrade.</summary>
    public static readonly ErrorCode NotInstalled = new(2112, "it is not installed", "Install it first, with the command install", ErrorKind.Setting);

    /// <summary>Only what is managed can be replaced or taken away as a whole.</summary>
    public static readonly ErrorCode NotManaged = new(
        2112,
        "it is installed unmanaged: the platform can neither replace nor take away its components as a whole",
        "Import another version with install, or delete the components by hand",
        ErrorKind.Setting
    );

    /// <summary>A holding solution of an upgrade that was not finished.</summary>
    public static readonly ErrorCode UpgradeWaits = new(
        2113,
        "version {0} waits to take the place of what is installed",
        "Run upgrade with the file of that version to finish it, or delete this solution in the environment",
        ErrorKind.Setting
    );

    /// <summary>Something of others depends on what would go.</summary>
    public static readonly ErrorCode PromotionRefused = new(
        2114,
        "Dataverse refused to put the later version in its place ({0}): {1}",
        "Both versions are installed; mend what the message names and run upgrade again",
        ErrorKind.Setting
    );

    /// <summary>CustomizationLockException.</summary>
    public static readonly ErrorCode Busy = new(
        2115,
        "another solution is being installed or removed ({0})",
        "Wait until the solution history shows that it has ended, and run it again",
        ErrorKind.Passing
    );

    /// <summary>The job goes on without us.</summary>
    public static readonly ErrorCode TookTooLong = new(
        2116,
        "the job has not ended within {0}",
        "It goes on in the environment: look at its system jobs, and run it again when it has ended",
        ErrorKind.Passing
    );

    /// <summary>Finance would never learn of it, or the invoice would stay half billed.</summary>
    public static readonly ErrorCode WorkWaits = new(2117, "{0}", "Let it finish, or lose it with --force", ErrorKind.Setting);

    /// <summary>The platform would refuse it too, by type and id only.</summary>
    public static readonly ErrorCode OthersDepend = new(
        2118,
        "others depend on its components: {0}",
        "Take them away first, or what of them depends on it",
        ErrorKind.Setting
    );

    /// <summary>Nothing to set.</summary>
    public static readonly ErrorCode SigningSecretMissing = new(2101, "it is missing", "Name the file of the secret");

    /// <summary>Ctrl+C.</summary>
    public static readonly ErrorCode Stopped = new(2111, "it was stopped", "Deploy again: what was done is not done twice", ErrorKind.Passing);
}
