namespace ModelDrivenShell;

/// <summary>Who signs in, and the language for those to whom the environment gives none.</summary>
internal sealed record SignInRequest(string User, int Language);
