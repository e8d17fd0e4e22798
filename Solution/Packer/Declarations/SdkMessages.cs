namespace Solution.Packer.Declarations;

/// <summary>Ids of platform messages, which are the same in every environment.</summary>
internal static class SdkMessages
{
    /// <summary>The id of a platform message; null where it is not known here.</summary>
    /// <param name="message">Name of the message; case matters.</param>
    public static Guid? IdOf(string message) =>
        message switch
        {
            "Create" => new Guid("9ebdbb1b-ea3e-db11-86a7-000a3a5473e8"),
            "Update" => new Guid("20bebb1b-ea3e-db11-86a7-000a3a5473e8"),
            "Delete" => new Guid("a1bdbb1b-ea3e-db11-86a7-000a3a5473e8"),
            _ => null,
        };
}
