namespace Solution.Packer.Declarations;

/// <summary>The two ways in which declarations can be wrong.</summary>
internal static class DeclarationFault
{
    /// <summary>The declarations cannot be read at all.</summary>
    internal static PackException Unreadable(string record, string cause, Exception? inner = null) =>
        new("PINV2005", record, cause, "Keep InvoicePlugins.Registration.All and its declarations as the packer reads them.", inner);

    /// <summary>The declarations can be read but Dataverse would refuse them.</summary>
    internal static PackException Refused(string record, string cause, string remedy) => new("PINV2006", record, cause, remedy + ".");
}
