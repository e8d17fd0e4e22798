namespace ModelDrivenShell;

/// <summary>Somebody who is signed in, and the language that was chosen then.</summary>
internal sealed record Session(ShellUser User, int Language);
