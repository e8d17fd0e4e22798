namespace ModelDrivenShell;

/// <summary>Somebody who may sign in: by which name, and with whose sign-in requests are sent to Dataverse. The shell itself knows no secret.</summary>
/// <remarks>The forwarder takes no <see cref="HttpClient"/>: that one keeps answers back until they are whole.</remarks>
public sealed record ShellUser(string Name, HttpMessageInvoker Dataverse);
