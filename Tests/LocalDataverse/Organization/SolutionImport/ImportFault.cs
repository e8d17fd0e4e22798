using System.ServiceModel;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>Faults of an import, with the platform's codes and our words.</summary>
internal static class ImportFault
{
    private const int InvalidFile = -2147188736;
    private const int InvalidXml = -2147188692;
    private const int MissingDependencies = -2147188707;
    private const int Generic = -2147188706;
    private const int InvalidPrivilege = -2147188648;
    private const int MissingOptionSet = -2147188679;
    private const int PluginTypes = -2147188718;
    private const int SiteMaps = -2147188719;
    private const int Ribbons = -2147188687;
    private const int RemovedPluginTypes = -2147188623;
    private const int SdkMessages = -2147188714;
    private const int ManagedToUnmanaged = -2147188672;
    private const int UnmanagedToManaged = -2147188671;
    private const int WrongPublisher = -2147188708;

    internal static FaultException<OrganizationServiceFault> File(string cause) => DataverseFault.Of(InvalidFile, $"Invalid Import File: {cause}");

    internal static FaultException<OrganizationServiceFault> Xml(string file, string cause) =>
        DataverseFault.Of(InvalidXml, $"This solution package cannot be imported because it contains invalid XML. {file}: {cause}");

    internal static FaultException<OrganizationServiceFault> Missing(string solution, string component, string requires) =>
        DataverseFault.Of(
            MissingDependencies,
            $"The following solution cannot be imported: {solution}. Some dependencies are missing: {component} requires {requires}."
        );

    internal static FaultException<OrganizationServiceFault> Component(string component, string cause) =>
        DataverseFault.Of(Generic, $"The import failed. {component}: {cause}");

    internal static FaultException<OrganizationServiceFault> Holding(string solution, string cause) =>
        DataverseFault.Of(Generic, $"Solution \"{solution}\" failed to import: ImportAsHolding failed with exception :{cause}");

    internal static FaultException<OrganizationServiceFault> Privilege(string role, string privilege) =>
        DataverseFault.Of(InvalidPrivilege, $"The privilege to be imported is invalid: {privilege} of role {role}.");

    internal static FaultException<OrganizationServiceFault> OptionSet(string column, string choice) =>
        DataverseFault.Of(MissingOptionSet, $"Attribute '{column}' was not imported as it references a non-existing global Option Set ('{choice}').");

    internal static FaultException<OrganizationServiceFault> PluginType(string component, string cause) =>
        DataverseFault.Of(PluginTypes, $"An error occurred while importing plug-in types. {component}: {cause}");

    internal static FaultException<OrganizationServiceFault> TypeRemoved(string assembly, string type) =>
        DataverseFault.Of(
            RemovedPluginTypes,
            $"Existing plug-in types have been removed. Please update major or minor version of plug-in assembly. {assembly}: {type}."
        );

    internal static FaultException<OrganizationServiceFault> Step(string step, string cause) =>
        DataverseFault.Of(SdkMessages, $"An error occurred while importing Sdk Messages. {step}: {cause}");

    internal static FaultException<OrganizationServiceFault> SiteMap(string siteMap, string cause) =>
        DataverseFault.Of(SiteMaps, $"An error occurred while importing the Site Map. {siteMap}: {cause}");

    internal static FaultException<OrganizationServiceFault> Ribbon(string ribbon, string cause) =>
        DataverseFault.Of(Ribbons, $"An error occurred while importing Ribbons. {ribbon}: {cause}");

    internal static FaultException<OrganizationServiceFault> Mode(bool installedManaged) =>
        installedManaged
            ? DataverseFault.Of(
                UnmanagedToManaged,
                "The solution is already installed on this system as a managed solution and the package supplied is attempting to install it in "
                    + "unmanaged mode. Import can only update solutions when the modes match."
            )
            : DataverseFault.Of(
                ManagedToUnmanaged,
                "The solution is already installed on this system as an unmanaged solution and the package supplied is attempting to install it "
                    + "in managed mode. Import can only update solutions when the modes match."
            );

    internal static FaultException<OrganizationServiceFault> Publisher(string solution, string from, string to) =>
        DataverseFault.Of(
            WrongPublisher,
            $"The following managed solution cannot be imported: {solution}. The publisher name cannot be changed from {from} to {to}."
        );
}
