namespace ModelDrivenShell;

/// <summary>Somebody who may sign in: by which name, and with whose sign-in requests are sent to Dataverse. The shell itself knows no secret.</summary>
/// <remarks>The forwarder takes no <see cref="HttpClient"/>: that one keeps answers back until they are whole.</remarks>
public sealed record ShellUser(string Name, HttpMessageInvoker Dataverse)
{
    /// <summary>Makes a language the user's own, so that the environment answers in it: on the platform that is one of the personal settings.</summary>
    public Func<int, CancellationToken, Task> ChooseLanguage { get; init; } = (_, _) => Task.CompletedTask;
}
