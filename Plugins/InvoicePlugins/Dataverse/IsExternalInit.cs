using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler emit init-only properties for .NET Framework, which does not bring this marker.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
