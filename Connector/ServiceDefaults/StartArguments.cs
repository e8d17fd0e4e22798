namespace ProjectInvoice.ServiceDefaults;

/// <summary>What both programs start with besides what they are given.</summary>
public static class StartArguments
{
    // Settings are read when a program starts. A watcher of their files would only take one of the user's few inotify instances, and keep the program from
    // starting where there is none left: https://learn.microsoft.com/dotnet/core/extensions/generic-host#app-configuration
    private const string WatchNoFiles = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>The arguments of the command line behind those of every start, so that they win.</summary>
    /// <param name="args">Settings as <c>--Key=Value</c>.</param>
    public static string[] With(string[] args) => [WatchNoFiles, .. args];
}
