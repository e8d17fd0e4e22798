#if NETFRAMEWORK
using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for it where a property has an init accessor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
#endif
